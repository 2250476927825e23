// What every page of the desk needs. Pages work without it; it only saves steps.
import "../styles/index.css";
import { countLetters } from "./letters.ts";
import { takeDrops } from "./drop.ts";
import { guardForms } from "./guard.ts";
import { pickAndNarrow } from "./picking.ts";
import { pressButtons } from "./buttons.ts";
import { steerSearch } from "./search.ts";

steerSearch();
guardForms();
pressButtons();
countLetters();
takeDrops();
pickAndNarrow();
