// Finds articles by their words: all of what is typed, each also as the beginning of a word.
"use strict";

const newsbot = (() => {
  const SHORTEST = 2, LONGEST = 30, SHOWN = 200; // the first two as in searched_words.py
  const waiting = new Map();
  const loaded = new Map(); // a promise for each file that was asked for
  const field = document.getElementById("words");
  const said = document.getElementById("said");
  const list = document.getElementById("found");
  const listed = Number(document.body.dataset.listed);

  function load(file, nothing) {
    if (!loaded.has(file)) {
      loaded.set(file, new Promise((resolve) => {
        waiting.set(file, resolve);
        const script = document.createElement("script");
        script.src = `search/${file}.js`;
        script.onerror = () => resolve(nothing); // no word begins like this
        document.head.append(script);
      }));
    }
    return loaded.get(file);
  }

  function wordsIn(text) {
    const bare = text.normalize("NFC").toLowerCase().replace(/['’ʼ`]/g, "");
    const words = bare.match(/[\p{L}\p{N}]+/gu) ?? [];
    return words.map((word) => [...word].slice(0, LONGEST).join("")).filter((word) => [...word].length >= SHORTEST);
  }

  async function articlesWith(word) {
    const part = [...word].slice(0, SHORTEST).map((letter) => letter.codePointAt(0).toString(16)).join("-");
    const found = new Set();
    for (const [other, steps] of Object.entries(await load(`words-${part}`, {}))) {
      if (!other.startsWith(word)) continue;
      let number = 0;
      for (const step of steps) found.add(number += step);
    }
    return found;
  }

  async function search(text) {
    const words = wordsIn(text);
    if (!words.length) return null;
    const sets = await Promise.all(words.map(articlesWith));
    sets.sort((one, other) => one.size - other.size);
    return [...sets[0]].filter((number) => sets.every((set) => set.has(number))).sort((a, b) => a - b);
  }

  async function show(text) {
    const numbers = await search(text);
    if (text !== field.value) return; // something else was typed meanwhile
    if (!numbers) {
      said.textContent = text.trim() ? "A word of two letters and more is needed." : "";
      list.replaceChildren();
      return;
    }
    const rows = await Promise.all(numbers.slice(0, SHOWN).map(async (number) => {
      const titles = await load(`titles-${Math.floor(number / listed)}`, []);
      return titles[number % listed];
    }));
    if (text !== field.value) return;
    const more = numbers.length > SHOWN ? `, the newest ${SHOWN} of them shown` : "";
    said.textContent = `${numbers.length} ${numbers.length === 1 ? "article" : "articles"}${more}`;
    list.replaceChildren(...rows.filter(Boolean).map(([path, title, day, section]) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const about = document.createElement("span");
      link.href = path;
      link.textContent = title;
      about.textContent = ` ${day} ${section}`;
      about.className = "soft";
      item.append(link, about);
      return item;
    }));
  }

  function begin() {
    field.addEventListener("input", () => show(field.value));
    const asked = new URLSearchParams(location.search).get("q") ?? "";
    if (asked) {
      field.value = asked;
      show(asked);
    }
  }

  begin();
  return {
    words: (part, value) => waiting.get(`words-${part}`)(value),
    titles: (part, value) => waiting.get(`titles-${part}`)(value),
  };
})();
