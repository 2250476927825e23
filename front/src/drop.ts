// A file field that is also a place to drop: it names the file in words of the page's language.
// Without this the browser's own control stands there and takes a dropped file as well.
//   <div data-drop> <input type="file"> <p data-drop-empty>…</p> <p data-drop-name hidden></p> </div>

export function takeDrops(): void {
  document.querySelectorAll<HTMLElement>("[data-drop]").forEach(enliven);
}

function enliven(box: HTMLElement): void {
  const input = box.querySelector<HTMLInputElement>("input[type=file]");
  if (!input) return;
  box.classList.add("drop-live");
  for (const name of ["dragenter", "dragover"]) box.addEventListener(name, () => box.classList.add("drop-over"));
  for (const name of ["dragleave", "drop"]) box.addEventListener(name, () => box.classList.remove("drop-over"));
  input.addEventListener("change", () => show(box, input));
  show(box, input);
}

function show(box: HTMLElement, input: HTMLInputElement): void {
  const file = input.files?.[0];
  const name = box.querySelector<HTMLElement>("[data-drop-name]");
  const empty = box.querySelector<HTMLElement>("[data-drop-empty]");
  if (!name || !empty) return;
  name.hidden = file === undefined;
  empty.hidden = file !== undefined;
  name.textContent = file?.name ?? "";
}
