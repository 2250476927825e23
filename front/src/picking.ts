// <input type="checkbox" data-picks="person">      picks every box of that name in its form
// <span data-pick-words="… %n …">                  says how many are picked, once any is
// <input data-narrow="#list">                      shows only entries whose data-words hold what is typed

export function pickAndNarrow(): void {
  document.addEventListener("change", (event) => {
    const box = event.target instanceof HTMLInputElement ? event.target : null;
    if (!box?.form || box.type !== "checkbox") return;
    if (box.dataset.picks) for (const one of boxes(box.form, box.dataset.picks)) one.checked = box.checked;
    count(box.form);
  });
  document.addEventListener("input", (event) => {
    const field = event.target instanceof HTMLInputElement ? event.target : null;
    if (field?.dataset.narrow) narrow(field.dataset.narrow, field.value);
  });
}

function boxes(form: HTMLFormElement, name: string): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>(`input[type="checkbox"][name="${name}"]`)];
}

function count(form: HTMLFormElement): void {
  const all = form.querySelector<HTMLInputElement>("[data-picks]");
  const words = form.querySelector<HTMLElement>("[data-pick-words]");
  if (!all?.dataset.picks || !words) return;
  const found = boxes(form, all.dataset.picks);
  const picked = found.filter((one) => one.checked).length;
  words.dataset.pickNone ??= words.textContent ?? "";
  words.textContent = picked
    ? (words.dataset.pickWords ?? "").replace("%n", String(picked))
    : words.dataset.pickNone;
  all.checked = picked > 0 && picked === found.length;
  all.indeterminate = picked > 0 && picked < found.length;
}

function narrow(list: string, typed: string): void {
  const wanted = typed.trim().toLowerCase();
  for (const one of document.querySelectorAll<HTMLElement>(`${list} [data-words]`)) {
    const chosen = one.querySelector<HTMLInputElement>("input")?.checked ?? false;
    one.hidden = !chosen && !(one.dataset.words ?? "").toLowerCase().includes(wanted);
  }
}
