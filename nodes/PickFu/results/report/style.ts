/** The report's colors by light and dark. Every text on its ground has a contrast of 4.5:1 and more. */
const COLORS = {
	paper: ['#f4f6f5', '#101416'],
	card: ['#ffffff', '#191f22'],
	ink: ['#16202a', '#e8edee'],
	soft: ['#52606b', '#a3b0b7'],
	line: ['#dfe4e3', '#2f383c'],
	track: ['#ebeeed', '#293135'],
	bar: ['#93a1a7', '#67777e'],
	first: ['#0b7668', '#2fb8a3'],
	'first-soft': ['#dff2ee', '#123a35'],
	'first-ink': ['#06594e', '#86e6d7'],
	lean: ['#8a5006', '#e5b062'],
	'lean-soft': ['#fcf0da', '#382b14'],
	level: ['#4547a3', '#b0b4f7'],
	'level-soft': ['#e9eafb', '#2a2c4d'],
	shade: ['11,118,104', '47,184,163'],
} as const;

type Colors = Readonly<Record<keyof typeof COLORS, string>>;

const colorsOf = (index: 0 | 1) =>
	Object.fromEntries(Object.entries(COLORS).map(([name, both]) => [name, both[index]])) as Colors;

/** The light colors, for the e-mail too. */
export const LIGHT = colorsOf(0);

const variables = (colors: Colors) =>
	Object.entries(colors)
		.map(([name, value]) => `--${name}:${value}`)
		.join(';');

/** An interval: a line with an end on both sides. */
const WHISKER =
	'border:solid var(--ink);border-width:0 2px;background:linear-gradient(var(--ink),var(--ink)) center/100% 2px no-repeat';

const PHONE = `
main{padding:24px 14px 48px}.card{padding:20px 16px;margin-top:16px;border-radius:12px}
.lead{flex-direction:column;align-items:flex-start;gap:14px}.tiles{grid-template-columns:1fr 1fr;gap:16px}
.tiles dd{font-size:1.25rem}.pictured .option{grid-template-columns:72px 1fr auto;column-gap:12px}.thumb{width:72px;height:72px}
.pictured .option .track{grid-column:1/-1}.rating{grid-template-columns:1fr}
.scale li{grid-template-columns:minmax(2.4rem,auto) 1fr 4.6rem;gap:8px}.glance li{grid-template-columns:1.6rem 1fr}
.glance .pill{grid-column:2;justify-self:start}th,td{padding:8px 7px}thead th{min-width:4.5rem}
th:first-child{min-width:6rem;max-width:8rem}.swipe{display:block}
`;

const PRINT = `
@page{size:A4;margin:14mm 13mm}
:root{color-scheme:light;${variables({ ...LIGHT, paper: '#fff' })}}body{font-size:10.5pt}main{max-width:none;padding:0}
.card{border:0;border-top:1px solid var(--line);border-radius:0;padding:14px 0 0;margin-top:20px}.decision{border-top-width:3px}
.wide{overflow:visible;background:none}table{font-size:9pt}th,td{padding:6px}thead th{min-width:0}
h1,h2,h3,h4,.result,summary{break-after:avoid}
h2,h3,h4,p,.option,tr,.block,.shown,.heat,.tiles,.caution,.decision,.rating,.notes li{break-inside:avoid}
.option:first-child,.option:nth-last-child(2){break-after:avoid}h3+.group,.key,.notes{break-before:avoid}
.heat img{max-height:110mm}.voices blockquote{font-size:9.5pt}a{text-decoration:none}details:not([open]),.swipe{display:none}
`;

/**
 * The page's only style sheet: light and dark by the reader's preference, one column on a phone,
 * pages of A4 on paper. Nothing is loaded: fonts are the reader's own.
 */
export const STYLE = `
:root{color-scheme:light dark;${variables(LIGHT)}}
@media (prefers-color-scheme:dark){:root{${variables(colorsOf(1))}}}
*{box-sizing:border-box}html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
overflow-wrap:anywhere;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main{max-width:960px;margin:0 auto;padding:40px 24px 64px}h1,h2,h3,h4,p,ol,ul,figure,blockquote,dl,dd{margin:0;padding:0}
ol,ul{list-style:none}small{font-size:.8125rem;color:var(--soft);font-weight:400;letter-spacing:0}
:focus-visible{outline:3px solid var(--first);outline-offset:2px;border-radius:4px}
.eyebrow{display:block;font-size:.8125rem;line-height:1.5;letter-spacing:.06em;text-transform:uppercase;color:var(--soft);
font-weight:600}
h1{font-size:clamp(1.6rem,1.2rem + 2vw,2.4rem);line-height:1.15;letter-spacing:-.02em;margin:6px 0 8px;text-wrap:balance}
h2{font-size:1.25rem;line-height:1.3;letter-spacing:-.01em;margin:0 0 14px;text-wrap:pretty}h1,h2 [dir]{text-align:left}
h2 [dir]{display:block;margin-top:4px}h3{font-size:1rem;margin:32px 0 12px}
h4{font-size:.9375rem;font-weight:650;margin:18px 0 10px}h3 small,h4 small{margin-left:6px}
.sample,.key,.swipe,.count,.notes,footer,cite,.original,figcaption{color:var(--soft)}
.card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:28px;margin-top:24px}
.decision{border-top:4px solid var(--bar)}.decision.win{border-top-color:var(--first)}
.decision.lean{border-top-color:var(--lean)}.decision.level{border-top-color:var(--level)}
.lead{display:flex;gap:24px;align-items:center}
.champion{width:132px;height:132px;flex:none;border-radius:12px;object-fit:contain;background:var(--track);border:1px solid var(--line)}
.pill{display:inline-block;border-radius:99px;padding:2px 12px;font-size:.8125rem;font-weight:650;background:var(--track);
color:var(--soft)}
.pill.win{background:var(--first-soft);color:var(--first-ink)}.pill.lean{background:var(--lean-soft);color:var(--lean)}
.pill.level{background:var(--level-soft);color:var(--level)}
.headline{font-size:clamp(1.15rem,1rem + .9vw,1.5rem);line-height:1.35;font-weight:600;margin:12px 0 0}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:18px 24px;margin-top:22px;padding-top:20px;
border-top:1px solid var(--line)}
.tiles dt{font-size:.8125rem;color:var(--soft)}
.tiles dd{font-size:1.5rem;line-height:1.25;font-weight:650;letter-spacing:-.01em;font-variant-numeric:tabular-nums}
.tiles dd small{display:block;line-height:1.4}
.caution{margin-top:20px;padding:12px 16px;border-radius:10px;background:var(--lean-soft);font-size:.9375rem}
.caution li+li{margin-top:6px}.glance{margin-top:20px}
.glance li{display:grid;grid-template-columns:1.75rem 1fr auto;gap:4px 12px;align-items:baseline;padding:10px 0;
border-top:1px solid var(--line)}
.glance a{color:inherit;text-decoration-color:var(--bar);text-underline-offset:3px}
.number{white-space:nowrap;color:var(--soft);font-variant-numeric:tabular-nums}.result{margin:0 0 20px;max-width:46rem}
.key,.swipe{font-size:.8125rem;margin-top:12px;max-width:46rem}.swipe{display:none;margin-top:6px}
.key-bar,.key-line{display:inline-block;width:18px;height:9px;margin-right:2px}
.key-bar{border-radius:3px;background:var(--first)}.key-line{margin-left:10px;${WHISKER}}
.option{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:2px 16px;align-items:end;padding:12px 0}
.pictured .option{grid-template-columns:104px minmax(0,1fr) auto}.option .track{grid-column:1/-1}
.pictured .option .track{grid-column:2/-1}
.thumb{grid-row:1/span 2;width:104px;height:104px;border-radius:10px;object-fit:contain;background:var(--track);
border:1px solid var(--line);display:block}
.thumb.empty{display:grid;place-items:center;font-size:1.5rem;font-weight:650;color:var(--soft);border-style:dashed}
.name{font-weight:600;line-height:1.35}
.name em{font-style:normal;font-weight:500;font-size:.75rem;color:var(--lean);background:var(--lean-soft);border-radius:6px;
padding:1px 7px;white-space:nowrap}
.count{font-size:.8125rem}.share{font-size:1.25rem;font-weight:650;font-variant-numeric:tabular-nums;line-height:1.2}
.share.first{color:var(--first)}
.track{position:relative;display:block;height:18px;margin-top:6px;border-radius:5px;
background:linear-gradient(90deg,transparent calc(50% - .5px),var(--line) 0 calc(50% + .5px),transparent 0),var(--track)}
.fill{display:block;height:100%;border-radius:5px;background:var(--bar)}.fill.first{background:var(--first)}
.interval{position:absolute;top:4px;height:10px;${WHISKER};filter:drop-shadow(0 0 1px var(--card)) drop-shadow(0 0 1px var(--card))}
.rating{display:grid;grid-template-columns:minmax(150px,auto) 1fr;gap:12px 40px;align-items:center}
.mean{font-size:3.4rem;line-height:1;font-weight:700;letter-spacing:-.03em;font-variant-numeric:tabular-nums}
.scale li{display:grid;grid-template-columns:minmax(2.6rem,auto) 1fr 5.4rem;gap:12px;align-items:center;padding:3px 0}
.scale .track{margin:0;height:16px;background:var(--track)}.place,.figure{font-variant-numeric:tabular-nums;white-space:nowrap}
.figure{font-weight:600}
.wide{overflow-x:auto;scrollbar-width:thin;
background:linear-gradient(90deg,transparent,var(--card) 80%) right/48px 100% no-repeat local,
linear-gradient(270deg,rgba(var(--shade),.28),transparent) right/18px 100% no-repeat scroll}
table{overflow-wrap:break-word;border-collapse:collapse;width:100%;font-size:.9375rem;font-variant-numeric:tabular-nums}
th,td{padding:9px 10px;text-align:right;border-bottom:1px solid var(--line);vertical-align:baseline}
th:first-child{text-align:left;padding-left:0;min-width:7.5rem;max-width:14rem;position:sticky;left:0;background:var(--card);z-index:1}
thead th{font-size:.8125rem;color:var(--soft);font-weight:600;vertical-align:bottom;min-width:4.75rem;max-width:9rem}
tbody th{font-weight:600}td small{white-space:nowrap}.rounds small{display:block}.split thead th:nth-child(n+3){width:15%}
.split td:nth-child(2){white-space:nowrap}
.rounds .out b{color:var(--soft);font-weight:500;text-decoration:line-through;text-decoration-thickness:1px}
.rounds .best b,.split .best,.pairs .best{color:var(--first-ink);font-weight:700}
.gone,.few,.rest th,.rest td{color:var(--soft);font-weight:400}
.split td[style]{background:rgba(var(--shade),calc(var(--share)*.3))}
.heat .frame{position:relative;display:inline-block;max-width:100%;border-radius:10px;overflow:hidden;border:1px solid var(--line);
line-height:0}
.heat .frame.bare{display:block;max-width:560px}.heat img{display:block;max-width:100%;max-height:640px;filter:saturate(.55)}
.heat svg{position:absolute;inset:0}.heat .dot{fill:#fff;stroke:#7f1230;stroke-width:1.25}
.blank{aspect-ratio:4/3;line-height:1.5;display:grid;place-content:end center;padding:12px;background:var(--track)}
.shown{width:fit-content;max-width:100%;margin:0 0 20px;padding:12px 16px;border-radius:10px;background:var(--paper);border:1px solid var(--line)}
.shown img{display:block;max-width:100%;max-height:220px;border-radius:8px;margin-top:8px}figcaption{font-size:.8125rem}
.voices{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(15rem,100%),1fr));gap:16px 24px}
.voices blockquote{break-inside:avoid;padding:0 0 0 14px;border-left:3px solid var(--line);font-size:.9375rem}
.words,.original,cite{display:block;white-space:pre-line}.original{font-style:italic;margin-top:4px}
cite{font-style:normal;font-size:.8125rem;margin-top:4px}cite b{font-weight:600}
summary{cursor:pointer;font-size:.875rem;font-weight:600;color:var(--first-ink)}.whole{margin-top:4px}
h2+.whole{margin:-8px 0 16px}.whole p{font-weight:400;white-space:pre-line;margin-top:4px}
.every{margin-top:20px;padding:10px 14px;border:1px solid var(--line);border-radius:10px}.every .voices{margin-top:16px}
.notes{margin-top:24px;padding-top:16px;border-top:1px solid var(--line);font-size:.875rem}
.notes li{margin-top:6px;padding-left:16px;position:relative}
.notes li::before{content:"";position:absolute;left:2px;top:.6em;width:5px;height:5px;border-radius:9px;background:var(--lean)}
.method{margin-top:8px}footer{margin-top:32px;font-size:.8125rem;max-width:46rem}footer p+p{margin-top:8px}
footer a{color:inherit}
@media (max-width:560px){${PHONE}}
@media print{${PRINT}}
`;
