/**
 * The report's only style sheet: light and dark by the reader's preference, one column on a phone,
 * pages of A4 on paper. Nothing is loaded: fonts are the reader's own.
 */
export const STYLE = `
:root{color-scheme:light dark;--paper:#f5f6f4;--card:#fff;--ink:#1a2126;--soft:#57636b;--line:#dfe3e1;--track:#eceeed;--bar:#9aa8ad;--first:#0d7a6c;--first-soft:#dff2ee;--first-ink:#075e53;--lean:#9a5b06;--lean-soft:#fbeed5;--level:#4b4fa8;--level-soft:#e8e9fa;--split:13,122,108;--whisker:#1a2126}
@media (prefers-color-scheme:dark){:root{--paper:#111517;--card:#1a2023;--ink:#e9edee;--soft:#9fadb4;--line:#2e373b;--track:#2a3236;--bar:#66767d;--first:#2cb5a0;--first-soft:#123a35;--first-ink:#7fe3d3;--lean:#e0a64b;--lean-soft:#3a2d14;--level:#a9adf5;--level-soft:#2a2c4d;--split:44,181,160;--whisker:#f4f7f7}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main{max-width:960px;margin:0 auto;padding:40px 24px 64px}
h1,h2,h3,p,ol,ul,figure,blockquote,dl,dd{margin:0;padding:0}
ol,ul{list-style:none}
[dir]{unicode-bidi:isolate}
small{font-size:.8125rem;color:var(--soft);font-weight:400}
.eyebrow{font-size:.8125rem;letter-spacing:.06em;text-transform:uppercase;color:var(--soft);font-weight:600}
h1{font-size:clamp(1.6rem,1.2rem + 2vw,2.4rem);line-height:1.15;letter-spacing:-.02em;margin:6px 0 8px;text-wrap:balance}
.sample{color:var(--soft)}
.card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:28px;margin-top:24px}
.decision{border-top:4px solid var(--bar)}
.decision.win{border-top-color:var(--first)}.decision.lean{border-top-color:var(--lean)}.decision.level{border-top-color:var(--level)}
.pill{display:inline-block;border-radius:99px;padding:2px 12px;font-size:.8125rem;font-weight:650;background:var(--track);color:var(--soft)}
.pill.win{background:var(--first-soft);color:var(--first-ink)}.pill.lean{background:var(--lean-soft);color:var(--lean)}.pill.level{background:var(--level-soft);color:var(--level)}
.headline{font-size:clamp(1.15rem,1rem + .9vw,1.5rem);line-height:1.35;font-weight:600;letter-spacing:-.01em;margin-top:12px;text-wrap:pretty}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:18px 24px;margin-top:22px;padding-top:20px;border-top:1px solid var(--line)}
.tiles dt{font-size:.8125rem;color:var(--soft)}
.tiles dd{font-size:1.5rem;line-height:1.25;font-weight:650;letter-spacing:-.01em;font-variant-numeric:tabular-nums}
.tiles dd small{display:block;letter-spacing:0;line-height:1.4}
.caution{margin-top:20px;padding:12px 16px;border-radius:10px;background:var(--lean-soft);color:var(--ink);font-size:.9375rem}
.caution li+li{margin-top:6px}
.glance{margin-top:20px}
.glance li{display:grid;grid-template-columns:1.75rem 1fr auto;gap:4px 12px;align-items:baseline;padding:10px 0;border-top:1px solid var(--line)}
.glance a{color:inherit;text-decoration-color:var(--bar);text-underline-offset:3px}
.glance .number{white-space:nowrap;color:var(--soft);font-variant-numeric:tabular-nums}
h2{font-size:1.25rem;line-height:1.3;letter-spacing:-.01em;margin:4px 0 14px;text-wrap:pretty}
.result{margin:10px 0 24px;max-width:46rem}
h3{font-size:1rem;margin:32px 0 12px}
.key{font-size:.8125rem;color:var(--soft);margin-top:12px;max-width:46rem}
.key-bar{display:inline-block;width:18px;height:9px;border-radius:3px;background:var(--first);margin-right:2px}
.key-line{display:inline-block;width:18px;height:9px;border:solid var(--whisker);border-width:0 2px;background:linear-gradient(var(--whisker),var(--whisker)) center/100% 2px no-repeat;margin:0 2px 0 10px}
.option{display:grid;grid-template-columns:1fr auto;gap:2px 16px;align-items:end;padding:12px 0}
.pictured .option{grid-template-columns:104px 1fr auto}
.option .track{grid-column:1/-1}
.pictured .option .track{grid-column:2/-1}
.thumb{grid-row:1/span 2;width:104px;height:104px;border-radius:10px;object-fit:cover;background:var(--track);border:1px solid var(--line);display:block}
.thumb.empty{display:grid;place-items:center;font-size:1.5rem;font-weight:650;color:var(--soft);border-style:dashed}
.name{font-weight:600;line-height:1.35}.name em{font-style:normal;font-weight:500;font-size:.75rem;color:var(--lean);background:var(--lean-soft);border-radius:6px;padding:1px 7px;white-space:nowrap}
.count{font-size:.8125rem;color:var(--soft)}
.share{font-size:1.25rem;font-weight:650;font-variant-numeric:tabular-nums;line-height:1.2}.share.first{color:var(--first)}
.track{position:relative;display:block;height:18px;margin-top:6px;border-radius:5px;background:linear-gradient(90deg,transparent calc(50% - .5px),var(--line) 0 calc(50% + .5px),transparent 0),var(--track)}
.fill{display:block;height:100%;border-radius:5px;background:var(--bar)}.fill.first{background:var(--first)}
.interval{position:absolute;top:4px;height:10px;border:solid var(--whisker);border-width:0 2px;background:linear-gradient(var(--whisker),var(--whisker)) center/100% 2px no-repeat;filter:drop-shadow(0 0 1px var(--card)) drop-shadow(0 0 1px var(--card))}
.rating{display:grid;grid-template-columns:minmax(150px,auto) 1fr;gap:12px 40px;align-items:center}
.mean{font-size:3.4rem;line-height:1;font-weight:700;letter-spacing:-.03em;font-variant-numeric:tabular-nums}.mean small{font-size:1rem;letter-spacing:0}
.scale li{display:grid;grid-template-columns:minmax(2.6rem,auto) 1fr 5.4rem;gap:12px;align-items:center;padding:3px 0}
.scale .track{margin:0;height:16px;background:var(--track)}
.scale .place{font-variant-numeric:tabular-nums;white-space:nowrap}
.figure{font-variant-numeric:tabular-nums;font-weight:600;white-space:nowrap}
.wide{overflow-x:auto;margin:0 -28px;padding:0 28px}
table{overflow-wrap:break-word;border-collapse:collapse;width:100%;font-size:.9375rem;font-variant-numeric:tabular-nums}
th,td{padding:9px 10px;text-align:right;border-bottom:1px solid var(--line);vertical-align:baseline}
th:first-child{text-align:left;padding-left:0;min-width:7.5rem}
thead th{font-size:.8125rem;color:var(--soft);font-weight:600;vertical-align:bottom;min-width:4.75rem;max-width:9rem}.split thead th:nth-child(n+3){width:15%}
tbody th{font-weight:600}
td small{display:block;white-space:nowrap}
.rounds td.out b{color:var(--soft);font-weight:500;text-decoration:line-through;text-decoration-thickness:1px}
.rounds td.best b,.split td.best{color:var(--first-ink);font-weight:700}
.rounds td.gone{color:var(--bar)}
.rest th,.rest td{color:var(--soft);font-weight:400}
.split td[style]{background:rgba(var(--split),calc(var(--share)*.42))}
.heat .frame{position:relative;display:inline-block;max-width:100%;border-radius:10px;overflow:hidden;border:1px solid var(--line);line-height:0}
.heat .frame.bare{display:block;max-width:560px}
.heat img{display:block;max-width:100%;max-height:640px;filter:saturate(.55)}
.heat svg{position:absolute;inset:0}
.heat .dot{fill:#fff;stroke:#7f1230;stroke-width:1.25}
.blank{aspect-ratio:4/3;line-height:1.5;display:grid;place-content:center;justify-items:center;text-align:center;padding:24px;background:repeating-linear-gradient(0deg,var(--line) 0 1px,transparent 1px 10%),repeating-linear-gradient(90deg,var(--line) 0 1px,transparent 1px 10%),var(--track);color:var(--soft)}
.voices{columns:2 20rem;column-gap:24px}
.voices blockquote{break-inside:avoid;padding:0 0 0 14px;border-left:3px solid var(--line);margin:0 0 18px;font-size:.9375rem;white-space:pre-line}
.voices .said{display:block}.voices .original{display:block;color:var(--soft);font-style:italic;margin-top:4px}
.voices cite{display:block;font-style:normal;font-size:.8125rem;color:var(--soft);margin-top:4px}
.group{font-size:.9375rem;font-weight:650;margin:18px 0 10px}.group small{margin-left:6px}
.notes{margin-top:24px;padding-top:16px;border-top:1px solid var(--line);font-size:.875rem;color:var(--soft)}
.notes li{margin-top:6px;padding-left:16px;position:relative}.notes li::before{content:"";position:absolute;left:2px;top:.6em;width:5px;height:5px;border-radius:9px;background:var(--lean)}
.notes .method{margin-top:8px}
footer{margin-top:32px;font-size:.8125rem;color:var(--soft);max-width:46rem}
footer p+p{margin-top:8px}footer a{color:inherit}
@media (max-width:560px){
main{padding:24px 14px 48px}.card{padding:20px 16px;margin-top:16px;border-radius:12px}.wide{margin:0 -16px;padding:0 16px}
.tiles{grid-template-columns:1fr 1fr;gap:16px}.tiles dd{font-size:1.25rem}
.pictured .option{grid-template-columns:72px 1fr auto;column-gap:12px}.thumb{width:72px;height:72px}
.pictured .option .track{grid-column:1/-1}
.rating{grid-template-columns:1fr}.scale li{grid-template-columns:minmax(2.4rem,auto) 1fr 4.6rem;gap:8px}
.glance li{grid-template-columns:1.6rem 1fr}.glance .pill{grid-column:2;justify-self:start}
th,td{padding:8px 7px}thead th{min-width:4.5rem}th:first-child{min-width:6rem}
}
@media print{
@page{size:A4;margin:14mm 13mm}
:root{color-scheme:light;--paper:#fff;--card:#fff;--ink:#1a2126;--soft:#57636b;--line:#d5dad8;--track:#eceeed;--bar:#9aa8ad;--first:#0d7a6c;--first-soft:#dff2ee;--first-ink:#075e53;--lean:#9a5b06;--lean-soft:#fbeed5;--level:#4b4fa8;--level-soft:#e8e9fa;--split:13,122,108;--whisker:#1a2126}
body{font-size:10.5pt}main{max-width:none;padding:0}
.card{border:0;border-top:1px solid var(--line);border-radius:0;padding:14px 0 0;margin-top:20px}
.decision{border-top-width:3px}
.wide{overflow:visible;margin:0;padding:0}table{font-size:9pt}th,td{padding:6px 6px}thead th{min-width:0}
h2,h3,.group,.result{break-after:avoid}.option,tr,figure,.tiles,.caution,.decision,.rating,.notes li{break-inside:avoid}
.heat img{max-height:110mm}.voices blockquote{font-size:9.5pt}a{text-decoration:none}
}
`;
