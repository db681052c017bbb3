import assert from "node:assert/strict";
import { it } from "node:test";
import { shownNotes } from "./shown-notes.ts";

it("finds the cells of notes that are shown, past rows and cells that are repeated", () => {
  const note = (display: boolean) => `<office:annotation office:display="${display}"/>`;
  const cell = (content: string, more = "") => `<table:table-cell ${more}>${content}</table:table-cell>`;
  const row = (content: string, more = "") => `<table:table-row ${more}>${content}</table:table-row>`;
  const first = `<table:table>${row(cell(note(true)) + cell(note(false)))}</table:table>`;
  const second =
    `<table:table>${row(cell(""), 'table:number-rows-repeated="3"')}` +
    `${row(`${cell("", 'table:number-columns-repeated="2"')}<table:covered-table-cell/>${cell(note(true))}`)}</table:table>`;
  assert.deepEqual(shownNotes(first + second), [
    [0, 0, 0],
    [1, 3, 3],
  ]);
});

it("passes over notes of texts, and over what cannot be", () => {
  assert.deepEqual(shownNotes('<office:annotation office:display="true"/>'), []);
  const many = '<table:table-row table:number-rows-repeated="1048576"/>'.repeat(2);
  const note = '<table:table-row><table:table-cell><office:annotation office:display="true"/>';
  assert.deepEqual(shownNotes(`<table:table>${many}${note}`), []);
});
