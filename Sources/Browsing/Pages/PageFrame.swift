import Reporting

/// What every page has around its own part.
struct PageFrame {
    /// The workspace's name.
    let workspace: String
    let title: String
    let body: HTML

    var html: HTML {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(title) – \(workspace)</title>
        <link rel="stylesheet" href="/style.css">
        <link rel="icon" href="data:,">
        </head>
        <body>
        <header>
        <p class="eyebrow"><a href="/">\(workspace)</a></p>
        <h1>\(title)</h1>
        </header>
        <main>
        \(body)
        </main>
        </body>
        </html>

        """
    }
}

/// The pages' looks: the report's, and what only these pages have.
enum PageStyle {
    static let css: HTML = """
        \(StyleSheet.css)
        .eyebrow a { color: inherit; }
        form { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem 1rem; align-items: end; }
        form .query { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: end; }
        form .query label:first-child { flex: 1 1 18rem; }
        label { display: block; font-size: .875rem; color: var(--soft); min-width: 0; }
        input, select, button { display: block; width: 100%; margin-top: .25rem; font: inherit; font-size: 1rem; color: var(--ink);
          background: var(--card); border: 1px solid var(--before); border-radius: .5rem; padding: .5rem .75rem; min-height: 2.75rem; }
        button { width: auto; background: var(--accent); border-color: var(--accent); color: var(--page); font-weight: 600; cursor: pointer; padding-inline: 1.5rem; }
        input:focus-visible, select:focus-visible, button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        .found { margin: 2rem 0 1rem; color: var(--soft); font-size: .9375rem; }
        .results { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 9.5rem), 1fr)); gap: 1.5rem 1.25rem; list-style: none; margin: 0; padding: 0; }
        .results a { display: block; color: inherit; text-decoration: none; border-radius: .5rem; }
        .results a:hover .text { text-decoration: underline; }
        .results .picture { display: block; aspect-ratio: 4 / 3; background: var(--grid); border-radius: .5rem; overflow: hidden; }
        .results img { display: block; width: 100%; height: 100%; object-fit: cover; font-size: .75rem; color: var(--soft); }
        .results .text { display: block; margin-top: .5rem; font-size: .9375rem; line-height: 1.45; overflow-wrap: anywhere; }
        .results p { margin: .25rem 0 0; font-size: .8125rem; line-height: 1.5; color: var(--soft); overflow-wrap: anywhere; }
        .score { color: var(--accent); font-weight: 600; font-variant-numeric: tabular-nums; }
        .pages { display: flex; gap: 1.5rem; margin-top: 2.5rem; }
        .strip { display: block; max-width: 100%; height: auto; border-radius: .5rem; }
        dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; margin: 1.5rem 0 0; font-size: .9375rem; }
        dl.facts dt { color: var(--soft); } dl.facts dd { margin: 0; overflow-wrap: anywhere; min-width: 0; }
        .group { margin: 1rem 0 0; padding: 0; list-style: none; border-top: 1px solid var(--line); }
        .group li { padding: .625rem 0 0; } .group li:last-child { padding-bottom: .625rem; }
        .group p { margin: 0; overflow-wrap: anywhere; } .group .from { color: var(--soft); font-size: .8125rem; }

        """
}
