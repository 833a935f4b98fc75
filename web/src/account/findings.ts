import { all, byId, isTyping, tell } from "../dom";
import { copyOf } from "./copy";
import type { Light } from "./light";
import type { Reports } from "./reports";
import { spansOf } from "./spans";

/** The findings by key: next, previous, to their words, filtered, copied; and the help that names the keys. */
export class Findings {
  private readonly items = all(".item");
  private readonly search = byId<HTMLInputElement>("search");
  private readonly keys = byId<HTMLDialogElement>("keys");
  private at = -1;

  constructor(
    private readonly light: Light,
    private readonly reports: Reports,
  ) {
    byId("tools")?.removeAttribute("hidden");
    byId("help")?.addEventListener("click", () => this.keys?.showModal());
    this.search?.addEventListener("input", () => this.filter(this.search?.value ?? ""));
    this.search?.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.clear();
    });
    document.addEventListener("keydown", (event) => this.pressed(event));
  }

  private pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || this.keys?.open) return;
    const item = document.activeElement?.closest<HTMLElement>(".item") ?? null;
    switch (event.key) {
      case "j":
        return this.step(1);
      case "k":
        return this.step(-1);
      case "/":
        event.preventDefault();
        return this.search?.focus();
      case "?":
        return this.keys?.showModal();
      case "Escape":
        return this.light.dark();
      case "c":
        if (item) copyOf(item);
        return;
      case "Enter":
        if (item && item === event.target) void this.reports.go(spansOf(item));
    }
  }

  private step(by: number): void {
    const shown = this.items.filter((item) => !item.hidden);
    const here = shown.indexOf(this.items[this.at] as HTMLElement);
    const next = shown[Math.min(Math.max(here + by, 0), shown.length - 1)];
    if (!next) return;
    this.at = this.items.indexOf(next);
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    this.light.light(spansOf(next));
  }

  private filter(words: string): void {
    const wanted = words.trim().toLowerCase();
    for (const item of this.items) item.hidden = wanted !== "" && !item.textContent.toLowerCase().includes(wanted);
    if (wanted) tell(`${this.items.filter((item) => !item.hidden).length} of ${this.items.length} findings`);
  }

  private clear(): void {
    if (!this.search) return;
    this.search.value = "";
    this.filter("");
    this.search.blur();
  }
}
