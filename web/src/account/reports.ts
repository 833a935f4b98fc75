import { all, byId } from "../dom";
import type { Spans } from "./spans";

/** How far outside the window a report's text is asked for: to the right and below, where reading goes on. */
const AHEAD = "0px 900px 900px 0px";

/** The columns of the reports; those of a long story are asked for one by one, when they come near or are needed. */
export class Reports {
  private readonly asked = new Map<HTMLElement, Promise<void>>();
  private readonly due = new Map<HTMLElement, string>();

  constructor(private readonly spans: Spans) {
    const waiting = all("article.report[data-from]");
    if (!waiting.length) return;
    const near = new IntersectionObserver(
      (seen) => seen.filter((one) => one.isIntersecting).forEach((one) => void this.load(one.target as HTMLElement)),
      { rootMargin: AHEAD },
    );
    waiting.forEach((article) => near.observe(article));
    void this.arrive(location.hash.slice(1));
  }

  /** A link into a report whose text is not there yet: the words are shown once it is. */
  async arrive(name: string): Promise<void> {
    const column = byId(`report-${name.replace(/^report-/, "").split("-")[0]}`);
    if (!column?.dataset["from"]) return;
    await this.load(column);
    location.replace(`#${name}`);
  }

  /** Brings the first mark of each span into its column, a column only once. The first one's report is waited for; of
   * others that are not there yet the words are shown when they come. */
  async go(names: string[]): Promise<void> {
    const first = new Map<HTMLElement, string>();
    for (const name of names) {
      const column = byId(`report-${name.split("-")[0]}`);
      if (column && !first.has(column)) first.set(column, name);
    }
    const [own] = first.keys();
    if (own) await this.load(own);
    this.due.clear();
    for (const [column, name] of first) {
      const mark = this.spans.marksOf(name)[0];
      if (mark) scrollIn(column, mark);
      else this.due.set(column, name);
    }
  }

  /** Whether the link's report is still to be asked for. */
  isAway(name: string): boolean {
    return byId(`report-${name.split("-")[0]}`)?.dataset["from"] !== undefined;
  }

  private load(article: HTMLElement): Promise<void> {
    const from = article.dataset["from"];
    if (from === undefined) return Promise.resolve();
    let asked = this.asked.get(article);
    if (!asked) {
      asked = this.fetch(article, from);
      this.asked.set(article, asked);
    }
    return asked;
  }

  /** The page of the one report, of which the text is taken over; the link to it stays where that fails. */
  private async fetch(article: HTMLElement, from: string): Promise<void> {
    try {
      const answer = await fetch(`${from}?fragment=1`, { headers: { accept: "text/html" } });
      const text = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("article.report .text");
      if (!answer.ok || !text) throw new Error(`report not given: ${answer.status}`);
      this.put(article, document.adoptNode(text));
    } catch {
      this.asked.delete(article);
    }
  }

  private put(article: HTMLElement, text: Element): void {
    keepPlace(article, () => {
      article.querySelector(".text")?.replaceWith(text);
      article.removeAttribute("data-from");
    });
    this.spans.add(article);
    const mark = this.spans.marksOf(this.due.get(article) ?? "")[0];
    if (mark) scrollIn(article, mark);
  }
}

/** Text that arrives above what is being read must not push it away; the browser sees to that only while the element
 * that it holds on to stays. */
function keepPlace(article: HTMLElement, change: () => void): void {
  const before = article.getBoundingClientRect();
  change();
  if (before.top < 0) window.scrollBy({ top: article.getBoundingClientRect().bottom - before.bottom, behavior: "instant" });
}

function scrollIn(column: HTMLElement, mark: HTMLElement): void {
  if (column.scrollHeight <= column.clientHeight + 1) return;
  const offset = mark.getBoundingClientRect().top - column.getBoundingClientRect().top;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  column.scrollTo({ top: column.scrollTop + offset - column.clientHeight / 3, behavior: calm ? "auto" : "smooth" });
}
