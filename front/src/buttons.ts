// <button data-print>                                       prints the page
// <button data-copy="#id" data-copied="已复制">              copies that element's text or value
// <select data-submit> in a form                            sends the form when it changes

const SHOWN_FOR_MS = 2000;

export function pressButtons(): void {
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("[data-print]")) window.print();
    const button = target?.closest<HTMLElement>("[data-copy]");
    if (button) void copy(button);
  });
  document.addEventListener("change", (event) => {
    const target = event.target instanceof HTMLSelectElement ? event.target : null;
    if (target?.matches("[data-submit]")) target.form?.requestSubmit();
  });
}

async function copy(button: HTMLElement): Promise<void> {
  const source = document.querySelector(button.dataset.copy ?? "");
  if (!source) return;
  await navigator.clipboard.writeText(textOf(source));
  const label = button.querySelector("[data-label]") ?? button;
  const before = label.textContent;
  if (!button.dataset.copied || before === button.dataset.copied) return;
  label.textContent = button.dataset.copied;
  label.setAttribute("aria-live", "polite");
  window.setTimeout(() => (label.textContent = before), SHOWN_FOR_MS);
}

function textOf(source: Element): string {
  const typed = source instanceof HTMLInputElement || source instanceof HTMLTextAreaElement;
  return typed ? source.value : (source.textContent ?? "").trim();
}
