// Loaded blocking in <head>, as a classic script, so that no page flashes in the wrong colours.
// <html data-theme> always says "light" or "dark"; <html data-theme-choice> what was chosen.

(() => {
  const KEY = "sixin-theme";
  const choices = ["auto", "light", "dark"] as const;
  type Choice = (typeof choices)[number];
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;

  function isChoice(word: string | null | undefined): word is Choice {
    return choices.some((choice) => choice === word);
  }

  function chosen(): Choice {
    try {
      const word = localStorage.getItem(KEY);
      return isChoice(word) ? word : "auto";
    } catch {
      return "auto"; // storage may be switched off; the system's choice is then the best we have
    }
  }

  function keep(choice: Choice): void {
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      root.dataset.themeChoice = choice;
    }
  }

  function apply(choice: Choice): void {
    root.dataset.themeChoice = choice;
    root.dataset.theme = choice === "auto" ? (dark.matches ? "dark" : "light") : choice;
    for (const button of document.querySelectorAll<HTMLElement>("[data-theme-set]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeSet === choice));
    }
    document.dispatchEvent(new CustomEvent("themechange"));
  }

  function current(): Choice {
    const word = root.dataset.themeChoice;
    return isChoice(word) ? word : chosen();
  }

  function onClick(event: Event): void {
    const target = event.target instanceof Element ? event.target : null;
    const button = target?.closest<HTMLElement>("[data-theme-set], [data-theme-toggle]");
    if (!button) return;
    const next = choices[(choices.indexOf(current()) + 1) % choices.length] ?? "auto";
    const choice = isChoice(button.dataset.themeSet) ? button.dataset.themeSet : next;
    keep(choice);
    apply(choice);
  }

  apply(chosen());
  dark.addEventListener("change", () => apply(current()));
  document.addEventListener("click", onClick);
  document.addEventListener("DOMContentLoaded", () => apply(current()));
})();
