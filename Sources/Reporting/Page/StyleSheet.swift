/// The page's looks: system fonts, one accent, and colours that follow the reader's colour scheme.
package enum StyleSheet {
    /// Shows the captions of the group that is pointed at, in place of the hint.
    private static let groups = HTML(
        (0..<8).map { number in
            """
            .map:has(.group-\(number):is(:hover, :focus-visible)) .list-\(number) { display: block; }
            .map:has(.group-\(number):is(:hover, :focus-visible)) .members > .hint { display: none; }
            """
        })

    package static let css: HTML = """
        :root {
          --page: #f7f8f9; --card: #ffffff; --ink: #1c2127; --soft: #5b6570; --line: #e2e6ea; --grid: #edf0f2;
          --accent: #0b6e8a; --before: #75828e; --mark: #b4540a; --bad: #b3261e;
          --second: #7b4bb3; --third: #2f7d32;
          font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
          color: var(--ink); background: var(--page); -webkit-text-size-adjust: 100%;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #14171a; --card: #1c2024; --ink: #e6e9ec; --soft: #9aa5b0; --line: #2d333a; --grid: #272c32;
            --accent: #5bb8d4; --before: #788490; --mark: #eda25c; --bad: #f2928b;
            --second: #bf9bec; --third: #7fcf86;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 76rem; padding: clamp(1.25rem, 4vw, 3.5rem) clamp(1rem, 4vw, 3rem); }
        h1 { font-size: clamp(1.75rem, 5vw, 2.5rem); line-height: 1.15; margin: 0 0 1rem; letter-spacing: -.02em; overflow-wrap: anywhere; }
        h2 { font-size: 1.375rem; letter-spacing: -.01em; margin: 0 0 1rem; }
        h3 { font-size: 1rem; margin: 2rem 0 .25rem; }
        a { color: var(--accent); text-underline-offset: .2em; }
        a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        code { font: .9em ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
        nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .9375rem; }
        section { margin-top: 4rem; scroll-margin-top: 1rem; }
        footer { margin-top: 4rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
        .eyebrow, .note, .legend, footer { color: var(--soft); font-size: .9375rem; }
        .eyebrow { margin: 0 0 .25rem; }
        .note { margin: .5rem 0 1rem; max-width: 46rem; overflow-wrap: anywhere; }
        .missing { color: var(--soft); border: 1px dashed var(--line); border-radius: .75rem; padding: 1rem 1.25rem; overflow-wrap: anywhere; }
        .bad { color: var(--bad); }
        .tag { font: 600 .75rem/1.4 ui-monospace, "SF Mono", Menlo, Consolas, monospace; color: var(--accent); }
        .badge { font-size: .75rem; color: var(--mark); border: 1px solid; border-radius: 1rem; padding: 0 .5rem; white-space: nowrap; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 1rem; margin: 2.5rem 0 0; }
        .tiles div, figure, article { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; }
        .tiles div { padding: 1rem 1.25rem; }
        .tiles dt, .tiles span { color: var(--soft); font-size: .875rem; }
        .tiles dd { margin: 0; }
        .tiles strong { display: block; font-size: 1.875rem; line-height: 1.3; font-weight: 600; letter-spacing: -.02em; }
        .scroll { overflow-x: auto; margin: 1rem 0; }
        table { border-collapse: collapse; min-width: 100%; font-size: .9375rem; font-variant-numeric: tabular-nums; }
        caption { text-align: left; color: var(--soft); font-size: .875rem; padding-bottom: .5rem; }
        th, td { text-align: left; padding: .5rem 1.25rem .5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
        th:last-child, td:last-child { padding-right: 0; }
        td:last-child:not(.number) { min-width: 14rem; }
        thead th { color: var(--soft); font-weight: 500; font-size: .8125rem; white-space: nowrap; }
        thead th[colspan] { text-align: right; border-bottom: 0; padding-bottom: 0; color: var(--ink); }
        thead td { border: 0; }
        tbody th { font-weight: 500; white-space: nowrap; }
        .number { text-align: right; white-space: nowrap; }
        td b, .count b { font-weight: 600; }
        .count { color: var(--soft); white-space: nowrap; margin-right: 1rem; }
        .count b { color: var(--ink); }
        .plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 1rem; align-items: start; }
        figure { margin: 0; padding: 1rem 1.125rem; min-width: 0; }
        figcaption { font-size: .9375rem; line-height: 1.4; margin-bottom: .5rem; }
        figcaption span { display: block; color: var(--soft); font-size: .8125rem; }
        svg { display: block; width: 100%; height: auto; }
        svg text { font-size: 11px; fill: var(--soft); font-variant-numeric: tabular-nums; }
        svg .name { fill: var(--ink); font-weight: 600; }
        .grid { stroke: var(--grid); } .axis { stroke: var(--before); }
        .border { stroke: var(--mark); stroke-dasharray: 3 3; }
        .reference { stroke: var(--mark); stroke-width: 1.5; stroke-dasharray: 4 3; }
        .curve { fill: none; stroke: var(--accent); stroke-width: 1.75; stroke-linejoin: round; stroke-linecap: round; }
        .curve.reference { stroke: var(--mark); }
        .series-0 { stroke: var(--accent); } .series-1 { stroke: var(--second); stroke-dasharray: 7 3; } .series-2 { stroke: var(--third); stroke-dasharray: 2 3; }
        .series-3 { stroke: var(--bad); stroke-dasharray: 9 3 2 3; } .series-4 { stroke: var(--ink); stroke-dasharray: 5 5; } .series-5 { stroke: var(--soft); }
        .median { stroke: var(--ink); stroke-width: 2; }
        .area { fill: var(--accent); fill-opacity: .35; stroke: var(--accent); stroke-width: 1; }
        rect.after { fill: var(--accent); } rect.before { fill: var(--before); }
        .legend { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; margin: 0; }
        .legend span { display: inline-flex; align-items: center; gap: .375rem; margin-right: .75rem; }
        svg.key { width: 2rem; height: .5rem; }
        .swatch { width: .875rem; height: .875rem; border-radius: .2rem; } .swatch + .swatch { margin-left: 1rem; }
        .swatch.before { background: var(--before); } .swatch.after { background: var(--accent); }
        .places { margin: .25rem 0 1rem; padding-left: 1.25rem; font-size: .875rem; overflow-wrap: anywhere; }
        summary { cursor: pointer; color: var(--soft); font-size: .875rem; padding: .25rem 0; }
        figure :is(td, th) { padding-block: .25rem; font-size: .875rem; }
        figure details .scroll { max-height: 16rem; overflow: auto; margin: .5rem 0 0; }
        .samples { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 32rem), 1fr)); gap: 1rem; align-items: start; }
        article { padding: 1.125rem 1.25rem; min-width: 0; }
        article h3 { margin: 0 0 .75rem; font-size: .875rem; overflow-wrap: anywhere; }
        .frames { position: relative; overflow: hidden; border-radius: .5rem; margin-bottom: .75rem; }
        .frames img { display: block; width: 100%; height: auto; }
        /* Gaps between the frames of one picture, in the card's own colour. */
        .frames::after { content: ""; position: absolute; inset: 0 -4px 0 0;
          background: repeating-linear-gradient(90deg, transparent 0 calc(100% / var(--frames) - 4px), var(--card) 0 calc(100% / var(--frames))); }
        article h4 { margin: 0 0 .75rem; font-size: 1rem; font-weight: 500; line-height: 1.45; }
        .thumbnails { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: .75rem; }
        .thumbnails img { display: block; width: 100%; height: auto; max-height: 12rem; object-fit: contain; border-radius: .375rem; }
        .thumbnails p { margin: .375rem 0 0; font-size: .75rem; line-height: 1.4; color: var(--soft); overflow-wrap: anywhere; }
        .thumbnails .own { border-right: 1px solid var(--line); padding-right: .75rem; }
        .maps { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr)); gap: 1rem; align-items: start; }
        .map circle { fill-opacity: .75; }
        .map g[class^=group] { outline: none; }
        .map g[class^=group]:is(:hover, :focus-visible) circle { fill-opacity: 1; stroke: var(--ink); stroke-width: 1.5; }
        .map .number-mark { font-size: 15px; font-weight: 700; fill: var(--ink); paint-order: stroke; stroke: var(--card); stroke-width: 4px; }
        .group-0 { fill: var(--accent); } .group-1 { fill: var(--mark); } .group-2 { fill: var(--second); } .group-3 { fill: var(--third); }
        .group-4 { fill: var(--bad); } .group-5 { fill: var(--before); } .group-6 { fill: var(--ink); } .group-7 { fill: var(--soft); }
        .members { font-size: .875rem; line-height: 1.45; min-height: 15rem; }
        .members > div { display: none; } .members ul { margin: .25rem 0 0; padding-left: 1.25rem; } .hint { color: var(--soft); margin: 0; }
        \(groups)
        .sheet { display: grid; grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr)); gap: 1rem .75rem; list-style: none; margin: 0; padding: 0; }
        .sheet img { display: block; width: 100%; height: auto; max-height: 12rem; object-fit: contain; border-radius: .375rem; }
        .sheet p { margin: .375rem 0 0; font-size: .75rem; line-height: 1.4; color: var(--soft); overflow-wrap: anywhere; }
        .gone { display: block; color: var(--soft); font-size: .75rem; border: 1px dashed var(--line); border-radius: .375rem; padding: 1rem .25rem; text-align: center; }
        .captions { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 9rem), 1fr)); gap: .25rem 1.25rem; padding: .625rem 0; border-top: 1px solid var(--line); }
        .captions p { margin: 0; font-size: .9375rem; line-height: 1.45; overflow-wrap: anywhere; }
        .captions .tag { display: block; }
        @media (max-width: 36rem) { .thumbnails { grid-template-columns: repeat(2, minmax(0, 1fr)); } .captions { grid-template-columns: 1fr; gap: .5rem; } }
        @media print { section { break-before: auto; } figure, article { break-inside: avoid; } }
        """
}
