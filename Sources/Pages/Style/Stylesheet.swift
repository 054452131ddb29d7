/// How pages look, on a screen, in the dark, on narrow screens and on paper. Fonts are those of the reader's machine.
///
/// Colours of text have a contrast of at least 4.5 to 1 with what is behind them, those of drawings 3 to 1, in the light
/// and in the dark.
enum Stylesheet {
    static let base: StaticString = """

        :root {
          color-scheme: light dark;
          --ground: #ffffff; --raised: #f4f6f8; --ink: #14181c; --quiet: #4d5760; --rule: #8a949d; --faint: #d5dbe0;
          --link: #1a5a96; --focus: #ffdd00; --focus-ink: #14181c;
          --before: #6b7680; --after: #1a5a96; --third: #8a4b08; --fourth: #5b3f86;
          --up: #1a6b3c; --down: #a8291f; --open: #7a5200; --rise: #0b6b6b; --fall: #a8560a;
          --good-ground: #e3f2e8; --bad-ground: #fbe6e3; --open-ground: #fbf0d9; --info-ground: #e6eef7;
          --band: #9dbfdf; --wide: #d0e1f0; --flow: #7d96ab; --flow-other: #a3b4c2;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #12171c; --raised: #1b2229; --ink: #e8edf1; --quiet: #aab5bf; --rule: #74808a; --faint: #333d46;
            --link: #8fc1ee; --focus: #ffdd00; --focus-ink: #14181c;
            --before: #93a0ab; --after: #6aaae2; --third: #e0a15a; --fourth: #b79be0;
            --up: #6fcf97; --down: #ff9489; --open: #f0c060; --rise: #5cc4c0; --fall: #eda75a;
            --good-ground: #17342a; --bad-ground: #43201d; --open-ground: #3b2f14; --info-ground: #1b2f42;
            --band: #2f5f8c; --wide: #20405e; --flow: #6d8497; --flow-other: #4e6272;
          }
        }
        * { box-sizing: border-box; }
        html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
        body {
          margin: 0 auto; padding: 0 1rem 3rem; max-width: 72rem; background: var(--ground); color: var(--ink);
          font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", Arial, sans-serif;
          overflow-wrap: anywhere;
        }
        h1 { font-size: 2rem; line-height: 1.15; margin: 0 0 .75rem; max-width: 40ch; }
        h2 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
        h3 { font-size: 1.15rem; line-height: 1.3; margin: 2rem 0 .5rem; }
        h4 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
        p, ul, ol, dl { margin: 0 0 1rem; max-width: 75ch; }
        a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .15em; }
        a:hover { text-decoration-thickness: 3px; }
        :focus-visible {
          outline: 3px solid var(--focus); outline-offset: 0; box-shadow: 0 0 0 6px var(--focus-ink);
          border-radius: 2px;
        }
        a:focus-visible { background: var(--focus); color: var(--focus-ink); text-decoration: none; box-shadow: 0 3px var(--focus-ink); }
        main:focus { outline: none; }
        code, pre { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .9em; }
        pre { white-space: pre-wrap; background: var(--raised); border-left: 4px solid var(--rule); padding: .75rem 1rem; margin: 0 0 1rem; }
        .skip { position: absolute; left: -999rem; top: 0; padding: .5rem 1rem; }
        .skip:focus { left: 1rem; z-index: 1; }
        .unseen {
          position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
        }
        header { border-top: .6rem solid var(--after); padding-top: 1.5rem; }
        .kind { color: var(--quiet); margin: 0 0 .25rem; }
        .about { display: flex; flex-wrap: wrap; gap: .25rem 2rem; max-width: none; color: var(--quiet); }
        .about div { display: flex; gap: .5rem; }
        .about dt { flex: none; max-width: 50%; }
        dt { font-weight: 600; }
        dd { margin: 0; }
        nav { background: var(--raised); padding: 1rem 1.25rem; margin: 0 0 2rem; }
        nav h2 { font-size: 1rem; margin: 0 0 .5rem; }
        nav ol { columns: 16rem; margin: 0; max-width: none; padding-left: 1.5rem; }
        section { border-top: 2px solid var(--ink); padding-top: 1.25rem; margin: 0 0 3rem; }
        section:target > h2, .explanation:target > h3 { text-decoration: underline; text-decoration-thickness: 4px; text-decoration-color: var(--third); }
        footer { border-top: 1px solid var(--rule); padding-top: 1rem; color: var(--quiet); }
        .lead { font-size: 1.25rem; line-height: 1.45; max-width: 62ch; }
        .standing { display: inline-block; padding: 0 .5rem; font-weight: 600; border: 1px solid; border-radius: 3px; white-space: nowrap; }
        .good { color: var(--up); background: var(--good-ground); }
        .bad { color: var(--down); background: var(--bad-ground); }
        .open { color: var(--open); background: var(--open-ground); }
        .info { color: var(--link); background: var(--info-ground); }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1rem; max-width: none; margin: 0 0 1.5rem; padding: 0; }
        .tiles div { background: var(--raised); border-left: 4px solid var(--after); padding: .75rem 1rem; }
        .tiles dt { font-weight: 400; color: var(--quiet); }
        .tiles dd { font-size: 1.45rem; font-weight: 600; line-height: 1.25; }
        .tiles dd span { display: block; font-size: .95rem; font-weight: 400; color: var(--quiet); }
        .findings { list-style: none; padding: 0; max-width: none; }
        .findings li { padding: .4rem 0; border-bottom: 1px solid var(--faint); }
        .detail { margin: .15rem 0 0; color: var(--quiet); max-width: 85ch; }
        .particulars { max-width: none; }
        .particulars > div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: 0 1rem; padding: .15rem 0; }
        .record { border-left: 4px solid var(--rule); padding: .1rem 0 .1rem 1rem; margin: 0 0 1.25rem; }
        .record h3, .record h4 { margin: 0 0 .25rem; }
        .plain { list-style: none; padding: 0; }
        .note { color: var(--quiet); font-size: .95rem; }
        @media (max-width: 40rem) {
          h1 { font-size: 1.5rem; }
          h2 { font-size: 1.25rem; }
          .lead { font-size: 1.1rem; }
          .particulars > div { display: block; }
        }

        """

    static let tables: StaticString = """
        .scroll { position: relative; overflow-x: auto; margin: 0 0 1.25rem; }
        table { border-collapse: collapse; width: 100%; font-size: .95rem; line-height: 1.35; }
        caption { text-align: left; font-weight: 600; padding: .25rem 0 .5rem; }
        th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--faint); min-width: 7.5rem; }
        .figure { min-width: 0; }
        th:last-child, td:last-child { padding-right: .25rem; }
        thead th { border-bottom: 2px solid var(--rule); vertical-align: bottom; overflow-wrap: normal; }
        thead .figure { white-space: normal; }
        tbody th { font-weight: 400; min-width: 9rem; }
        tbody th.figure { min-width: 0; text-align: left; }
        .asks { display: block; color: var(--quiet); font-size: .95em; }
        tfoot th, tfoot td { font-weight: 600; border-top: 2px solid var(--rule); border-bottom: 0; }
        .figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        tbody tr:hover { background: var(--raised); }
        .part th { padding-left: 1.5rem; color: var(--quiet); }
        .explanation { margin: 0 0 2rem; }
        .explanation h3 { margin: 0 0 .25rem; }
        .explanation p { margin: 0 0 .25rem; }
        .tree { list-style: none; margin: 0 0 .5rem; padding: 0; max-width: none; }
        .tree .tree { margin: .15rem 0 .25rem .4rem; padding-left: 1rem; border-left: 2px solid var(--faint); }
        .tree li { padding: .15rem 0; }
        .tree .figure { font-weight: 600; margin-right: .35rem; }
        .where { color: var(--quiet); font-size: .95em; }
        .delta { display: block; color: var(--quiet); font-size: .95em; }

        """

    static let charts: StaticString = """
        figure { margin: 0 0 2.5rem; }
        figcaption { font-weight: 600; font-size: 1.1rem; margin: 0 0 .5rem; max-width: 75ch; }
        figure table caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        figure summary { cursor: pointer; color: var(--link); padding: .25rem 0; width: fit-content; }
        .drawing svg { display: block; width: 100%; min-width: 36rem; max-width: 60rem; height: auto; }
        svg text { fill: var(--ink); font-size: 13px; }
        svg .value { font-weight: 600; font-variant-numeric: tabular-nums; }
        svg .tick { fill: var(--quiet); font-size: 12px; }
        .grid { stroke: var(--faint); stroke-width: 1; }
        .zero { stroke: var(--ink); stroke-width: 1.5; }
        .joint { stroke: var(--quiet); stroke-width: 1; stroke-dasharray: 2 2; }
        .reference { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 5 3; }
        .bar { stroke-width: 1; }
        .first { stroke: var(--before); }
        .second { fill: var(--after); }
        .third { fill: var(--third); }
        .fourth { fill: var(--fourth); }
        /* More is not always good: a step up or down has no colour of a verdict. */
        .up { fill: var(--rise); }
        .down { fill: var(--fall); }
        .hatch-ground { fill: var(--ground); }
        .hatch-line { fill: var(--before); }
        .middle { fill: var(--ground); stroke: var(--ink); stroke-width: 2; }
        .wide { fill: var(--wide); }
        .band { fill: var(--band); }
        .band.wide { fill: var(--wide); }
        .course { fill: none; stroke-width: 2.5; }
        .course.before { stroke: var(--before); stroke-dasharray: 2 4; stroke-linecap: round; }
        .course.after { stroke: var(--after); }
        .dot { fill: var(--after); }
        .target { stroke: var(--third); stroke-width: 2.5; stroke-dasharray: 10 4; }
        .flow { fill: var(--flow); opacity: .65; }
        .flow.other { fill: var(--flow-other); }

        """

    static let print: StaticString = """
        @page { size: A4; margin: 16mm 14mm 18mm; }
        @media print {
          :root {
            color-scheme: light;
            --ground: #ffffff; --raised: #f4f6f8; --ink: #000000; --quiet: #3c444b; --rule: #6b7680; --faint: #c4cbd1;
            --link: #000000; --before: #6b7680; --after: #1a5a96; --third: #8a4b08; --fourth: #5b3f86; --up: #1a6b3c;
            --down: #a8291f; --open: #7a5200; --rise: #0b6b6b; --fall: #a8560a; --good-ground: #ffffff; --bad-ground: #ffffff; --open-ground: #ffffff;
            --info-ground: #ffffff; --band: #9dbfdf; --wide: #d0e1f0; --flow: #7d96ab; --flow-other: #a3b4c2;
          }
          html { font-size: 10pt; }
          body { max-width: none; padding: 0; line-height: 1.4; }
          .skip, footer a, .back, figure summary { display: none; }
          a { text-decoration: none; }
          h1 { font-size: 20pt; }
          h2 { font-size: 15pt; break-after: avoid; }
          h3, h4, figcaption, caption { break-after: avoid; break-inside: avoid; }
          nav { border: 1px solid var(--faint); }
          section { margin: 0 0 8mm; }
          .scroll { overflow: visible; }
          .drawing, .record, .tiles div { break-inside: avoid; }
          .drawing svg { min-width: 0; max-width: 100%; }
          table { font-size: 8pt; }
          /* Ids and most words stand whole; eight columns of words fit A4. */
          th, td { padding: 1.2mm 1.5mm 1.2mm 0; min-width: 21mm; }
          tbody th, th:first-child { min-width: 16mm; }
          .figure, tbody th.figure, th.figure { min-width: 0; }
          thead { display: table-header-group; }
          tfoot { display: table-row-group; }
          tr { break-inside: avoid; }
          #explanations { break-before: page; columns: 2; column-gap: 8mm; font-size: 7.5pt; line-height: 1.3; }
          #explanations h2 { column-span: all; }
          #explanations h3 { font-size: 8.5pt; }
          .explanation { margin: 0 0 3mm; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }

        """
}
