// How many letters a field still takes:
//   <textarea maxlength="500" data-count="left"></textarea>  <p id="left" data-count-text="… {n} …">

export function countLetters(): void {
  document.addEventListener("input", (event) => show(event.target));
  const all = () => document.querySelectorAll("[data-count]").forEach(show);
  document.addEventListener("htmx:load", all);
  all();
}

function show(target: EventTarget | null): void {
  const typed = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
  if (!typed || !target.dataset.count || target.maxLength < 0) return;
  const note = document.getElementById(target.dataset.count);
  const text = note?.dataset.countText;
  if (note && text) note.textContent = text.replace("{n}", String(target.maxLength - target.value.length));
}
