// The one-file account.
import "./css/page.css";
import { start } from "./account/start";

start();
