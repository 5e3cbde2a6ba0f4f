/// The style and the script of a page of HTML. Both are the program's own, hold nothing of an article, and are named by their
/// hashes in the page's policy, so that nothing else runs in it.
enum PageSheet {
  /// What a page may do: use this style and this script. It fetches nothing and sends nothing.
  static let policy: String = {
    let named = (style: hash(style), script: hash(script))
    return
      "default-src 'none'; style-src \(named.style); script-src \(named.script); base-uri 'none'; form-action 'none'"
  }()

  private static func hash(_ text: StaticString) -> String {
    "'sha256-\(SHA256.base64(SHA256.hash("\(text)")))'"
  }

  /// Colours have a contrast of 4.5 : 1 or more with what is behind them, in light and in dark.
  static let style: StaticString = """

    :root {
      color-scheme: light dark;
      --paper: #ffffff; --ink: #1d2126; --faint: #56606b; --line: #c9d0d8; --soft: #f2f4f7; --link: #0b57a4;
      --sea: #e6eef5; --land: #fbfaf6; --border: #9aa6b2; --dot: #b3261e; --bar: #2b6cb0;
      --trigger: #fbe0dd; --party: #dde9fa; --place: #ddf2e0; --date: #efe2f7;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #15181c; --ink: #e6e9ed; --faint: #a5afba; --line: #3b444e; --soft: #1f242a; --link: #8ab8f0;
        --sea: #1a2530; --land: #2a3036; --border: #6b7784; --dot: #ff8f85; --bar: #6ea8e5;
        --trigger: #57262a; --party: #233d61; --place: #1f4a2c; --date: #48305c;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
    body {
      margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 68rem; background: var(--paper); color: var(--ink);
      font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
    }
    a { color: var(--link); text-underline-offset: .15em; }
    a:focus-visible, button:focus-visible, summary:focus-visible, .scroll:focus-visible {
      outline: 3px solid var(--link); outline-offset: 2px;
    }
    .skip { position: absolute; left: -100rem; }
    .skip:focus { left: 1rem; top: .5rem; padding: .5rem; background: var(--paper); }
    .told { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
    h2 { font-size: 1.2rem; line-height: 1.3; margin: 2.5rem 0 .75rem; padding-top: 1rem; border-top: 1px solid var(--line); }
    h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
    code, pre, .path { font-family: ui-monospace, monospace; font-size: .925em; }
    pre { padding: .75rem; background: var(--soft); white-space: pre-wrap; }
    pre.wide { white-space: pre; overflow-x: auto; }
    .faint, caption, .path, dt { color: var(--faint); }
    .step { margin: .5rem 0; }
    .step code { color: var(--faint); }
    nav ol { padding-left: 1.5rem; }
    .scroll { overflow-x: auto; margin: 1rem 0; }
    table { border-collapse: collapse; width: 100%; font-size: .925rem; overflow-wrap: normal; }
    caption { text-align: left; padding: 0 0 .35rem; }
    th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
    thead th { border-bottom: 2px solid var(--ink); vertical-align: bottom; }
    tbody th { font-weight: normal; color: var(--faint); }
    th[scope="row"], thead th:first-child { width: 1%; }
    .whole { white-space: nowrap; }
    .number { text-align: right; font-variant-numeric: tabular-nums; }
    th button {
      font: inherit; font-weight: bold; color: inherit; background: none; border: 0; padding: .25rem 0; cursor: pointer; text-align: inherit; white-space: nowrap;
    }
    th button::after { content: " \\2195"; color: var(--faint); font-weight: normal; }
    th[aria-sort="ascending"] button::after { content: " \\2191"; color: inherit; }
    th[aria-sort="descending"] button::after { content: " \\2193"; color: inherit; }
    figure { margin: 1.25rem 0; }
    figcaption { color: var(--faint); font-size: .925rem; }
    svg { display: block; width: 100%; height: auto; }
    .map { border: 1px solid var(--line); }
    .sea { fill: var(--sea); }
    .land { fill: var(--land); fill-rule: evenodd; stroke: var(--border); stroke-width: 1.5; stroke-linejoin: round; }
    .at { fill: var(--dot); fill-opacity: .55; stroke: var(--dot); stroke-width: 2; }
    .name { fill: var(--ink); font: 28px system-ui, sans-serif; paint-order: stroke; stroke: var(--land); stroke-width: 5px; }
    .scale { fill: none; stroke: var(--ink); stroke-width: 2; }
    .timeline text { fill: var(--faint); font: 13px system-ui, sans-serif; }
    .timeline .count { fill: var(--ink); }
    .axis { stroke: var(--line); stroke-width: 2; }
    .bar { fill: var(--bar); }
    td .meter { width: 8rem; max-width: 100%; height: .8rem; }
    article { margin: 1rem 0 1.75rem; }
    article:target, li:target { outline: 2px solid var(--link); outline-offset: .4rem; }
    blockquote { margin: .5rem 0; padding: 0 0 0 .9rem; border-left: 3px solid var(--line); }
    blockquote p { margin: .25rem 0; }
    mark { color: inherit; padding: .05em .2em; border-radius: .2em; }
    mark small { margin-left: .1em; font-size: .72em; letter-spacing: .02em; }
    mark.trigger { background: var(--trigger); text-decoration: underline; }
    mark.party { background: var(--party); }
    mark.place { background: var(--place); }
    mark.date { background: var(--date); }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .9rem; margin: .35rem 0; }
    dd { margin: 0; }
    footer { margin-top: 3rem; border-top: 1px solid var(--line); font-size: .875rem; color: var(--faint); }
    @media (max-width: 40rem) {
      body { padding: 1rem 1rem 3rem; }
      h1 { font-size: 1.4rem; }
      th, td { padding: .35rem .4rem; }
      table { font-size: .85rem; }
      .name { font-size: 56px; }
      .fine { display: none; }
      .timeline text { font-size: 24px; }
      .timeline .count { display: none; }
      dl { grid-template-columns: 1fr; }
      dd { margin: 0 0 .35rem; }
    }
    @media print {
      :root {
        --paper: #ffffff; --ink: #000000; --faint: #333333; --line: #999999; --soft: #ffffff; --link: #000000;
        --sea: #ffffff; --land: #ffffff; --border: #777777; --dot: #000000; --bar: #555555;
        --trigger: #eeeeee; --party: #eeeeee; --place: #eeeeee; --date: #eeeeee;
      }
      body { max-width: none; padding: 0; font-size: 10pt; }
      .skip, nav, th button::after { display: none; }
      tr, figure, blockquote, h2, h3 { break-inside: avoid; }
      h2, h3, caption { break-after: avoid; }
      thead { display: table-header-group; }
      .scroll { overflow: visible; }
      pre.wide { white-space: pre-wrap; }
    }

    """

  /// Makes each head of a table a button that sorts its rows: upwards, downwards, as they were. What is missing stands last.
  static let script: StaticString = """

    (function () {
      "use strict";
      var told = document.getElementById("told");
      var words = new Intl.Collator("en", { sensitivity: "base" });
      function missing(value) { return value === "" || value !== value; }
      function order(x, y, sign, isNumber) {
        if (missing(x) || missing(y)) return Number(missing(x)) - Number(missing(y));
        return sign * (isNumber ? x - y : words.compare(x, y));
      }
      document.querySelectorAll("table.rows").forEach(function (table) {
        var body = table.tBodies[0];
        var made = Array.from(body.rows);
        if (made.length === 0 || made.length === 1) return;
        var heads = Array.from(table.tHead.rows[0].cells);
        heads.forEach(function (head, column) {
          var name = head.textContent;
          var isNumber = head.className === "number";
          var button = document.createElement("button");
          button.type = "button";
          button.textContent = name;
          head.textContent = "";
          head.appendChild(button);
          function value(row) {
            var text = row.cells[column].textContent.trim();
            if (!isNumber) return text;
            return text === "" ? NaN : Number(text);
          }
          button.addEventListener("click", function () {
            var next = { ascending: "descending", descending: "" }[head.getAttribute("aria-sort")];
            if (next === undefined) next = "ascending";
            heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
            var rows = made.slice();
            if (next !== "") {
              head.setAttribute("aria-sort", next);
              var sign = next === "ascending" ? 1 : -1;
              rows.sort(function (a, b) { return order(value(a), value(b), sign, isNumber); });
            }
            rows.forEach(function (row) { body.appendChild(row); });
            told.textContent = next === "" ? "rows as they were" : "sorted by " + name + ", " + next;
          });
        });
      });
    })();

    """
}
