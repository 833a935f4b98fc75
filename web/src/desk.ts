// The desk: every page has this script, and each part of it starts where the page has what it is for.
import "./css/desk.css";
import { start } from "./account/start";
import { fieldKey } from "./desk/field";

if (document.querySelector("main.account")) start();
else fieldKey();
