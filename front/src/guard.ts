// A half-filled form[data-guard] asks before its page is left.

const dirty = new WeakSet<HTMLFormElement>();

export function guardForms(): void {
  const mark = (event: Event) => {
    const form = event.target instanceof Element ? event.target.closest("form") : null;
    if (form?.matches("[data-guard]")) dirty.add(form);
  };
  document.addEventListener("input", mark);
  document.addEventListener("change", mark);
  document.addEventListener("submit", (event) => dirty.delete(event.target as HTMLFormElement));
  document.addEventListener("reset", (event) => dirty.delete(event.target as HTMLFormElement));
  window.addEventListener("beforeunload", (event) => {
    const forms = [...document.querySelectorAll<HTMLFormElement>("form[data-guard]")];
    if (forms.some((form) => dirty.has(form))) event.preventDefault();
  });
}
