// The desk: every page has this script, and each part of it starts where the page has what it is for.
import "./css/desk.css";
import { start } from "./account/start";
import { dropping, following } from "./desk/adding";
import { pageKeys } from "./desk/keys";
import { live } from "./desk/live";

if (document.querySelector("main.account")) start();
else pageKeys();
dropping();
following();
live();
