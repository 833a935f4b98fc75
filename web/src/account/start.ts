import { copying } from "./copy";
import { Findings } from "./findings";
import { Light } from "./light";
import { Reports } from "./reports";
import { Spans } from "./spans";
import { reading, room, ways } from "./ways";

/** Makes a page of an account follow the pointer and the keys. Without it the page is read by its links. */
export function start(): void {
  const spans = new Spans();
  const light = new Light(spans);
  const reports = new Reports(spans);
  new Findings(light, reports);
  ways(light, reports);
  copying();
  room();
  reading();
}
