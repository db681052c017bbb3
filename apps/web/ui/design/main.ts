import { html, render } from "lit";
import { isLanguage } from "../texts/language.ts";
import { loadTexts } from "../texts/load-texts.ts";
import { Wording } from "../texts/wording.ts";
import { states } from "./states.ts";

/** Shows every state one below the other, in the language of the query: `?en` is English. */
const wanted = location.search.slice(1);
const language = isLanguage(wanted) ? wanted : "en";
document.documentElement.lang = language;
const all = Object.entries(states(new Wording(language, await loadTexts(language))));
render(
  all.map(
    ([name, state]) =>
      html`<main class="state" id=${name.replaceAll(/\W+/g, "-")}><h2>${name}</h2>${state}</main>`,
  ),
  document.body,
);
