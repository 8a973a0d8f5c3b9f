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

const PHONE = `
main{padding:24px 14px 48px}.card{padding:20px 16px;margin-top:16px}
.lead{flex-direction:column;align-items:flex-start}.tiles{grid-template-columns:1fr 1fr}
.side{width:84px;padding-right:12px}.thumb{width:72px;height:72px}
.glance li{grid-template-columns:1.6rem 1fr}.glance .pill{grid-column:2;justify-self:start}
.data th,.data td{padding:8px 7px}.data .figure{min-width:4.5rem}
.data th:first-child{min-width:6rem;max-width:8rem}.swipe{display:block}
`;

const PRINT = `
@page{size:A4;margin:14mm 13mm}
:root{color-scheme:light;${variables({ ...LIGHT, paper: '#fff' })}}body{font-size:10.5pt}main{max-width:none;padding:0}
.card{border:0;border-top:1px solid var(--line);border-radius:0;padding:14px 0 0;margin-top:20px}
.wide{overflow:visible;background:none}.data{font-size:9pt}.data th,.data td{padding:6px}
.eyebrow,h1,h2,h3,h4,.result,.mean,.mean+.key,.option:first-of-type,summary{break-after:avoid}
h2,h3,h4,p,li,table,tr,.block,.shown,.heat,.tiles,.quote{break-inside:avoid}
.key,ul{break-before:avoid}.heat img{max-height:110mm}a{text-decoration:none}details:not([open]),.swipe{display:none}
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
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;
overflow-wrap:anywhere;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main{max-width:960px;margin:0 auto;padding:40px 24px 64px}h1,h2,h3,h4,p,ol,ul,figure,dl,dd{margin:0;padding:0}
table{border-collapse:collapse;width:100%}td{padding:0}td,th{vertical-align:top;text-align:left}
:focus-visible{outline:3px solid var(--first);outline-offset:2px;border-radius:4px}
small,.key,.swipe,.eyebrow,dt{font-size:.8125rem;color:var(--soft);font-weight:400;letter-spacing:0}.sample{color:var(--soft)}
.eyebrow{letter-spacing:.06em;text-transform:uppercase;font-weight:600}
h1{font-size:clamp(1.6rem,1.2rem + 2vw,2.4rem);line-height:1.15;letter-spacing:-.02em;margin:6px 0 8px;text-wrap:balance}
h2{font-size:1.25rem;line-height:1.3;margin:4px 0 14px;text-wrap:pretty}h1,h2{text-align:left}
h3{font-size:1rem;margin:32px 0 12px}h4{font-size:.9375rem;margin:18px 0 10px}h3 small,h4 small{margin-left:6px}
.card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:28px;margin-top:24px}
.decision{border-top:4px solid var(--first)}
.lead{display:flex;gap:14px 24px;align-items:center}img{display:block;max-width:100%}
.champion,.thumb{width:132px;height:132px;flex:none;border-radius:10px;object-fit:contain;background:var(--track);
border:1px solid var(--line)}.thumb{width:104px;height:104px}
.pill{display:inline-block;border-radius:99px;padding:2px 4px;font-size:.8125rem;font-weight:650;background:var(--track);
color:var(--soft)}
.pill.win{background:var(--first-soft);color:var(--first-ink)}.pill.lean{background:var(--lean-soft);color:var(--lean)}
.pill.level{background:var(--level-soft);color:var(--level)}
.headline{font-size:clamp(1.15rem,1rem + .9vw,1.5rem);line-height:1.35;margin:12px 0 0}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:18px 24px;margin-top:22px;padding-top:20px;
border-top:1px solid var(--line)}
dd{font-size:1.5rem;line-height:1.25;font-weight:650}dd small{display:block;line-height:1.4}
.caution{margin-top:20px;padding:12px 16px 12px 32px;border-radius:10px;background:var(--lean-soft);font-size:.9375rem}
li+li{margin-top:6px}.glance{list-style:none;margin-top:20px}
.glance li{display:grid;grid-template-columns:1.75rem 1fr auto;gap:4px 12px;align-items:baseline;margin:0;padding:10px 0;
border-top:1px solid var(--line)}
a{color:inherit;text-underline-offset:3px}.result{margin:0 0 20px;max-width:46rem}
.key,.swipe{margin-top:12px;max-width:46rem}.swipe{display:none;margin-top:6px}
.option{margin-top:16px}.side{width:120px}.name{font-weight:600;line-height:1.35}
.share{width:4.5rem;text-align:right;font-size:1.25rem;font-weight:650;line-height:1.2}.share.first{color:var(--first)}
.line{position:relative;vertical-align:bottom}.track{margin-top:6px;border-radius:5px;background:var(--track)}
.track td{height:18px;line-height:0;border-radius:5px}.fill{background:var(--bar)}.fill.ahead{background:var(--first)}
.interval{position:absolute;bottom:4px;height:10px;border:solid var(--ink);border-width:0 2px;
background:linear-gradient(var(--ink),var(--ink)) center/100% 2px no-repeat;
filter:drop-shadow(0 0 1px var(--card)) drop-shadow(0 0 1px var(--card))}
.mean{font-size:3.4rem;line-height:1;font-weight:700;letter-spacing:-.03em}
.wide{overflow-x:auto;scrollbar-width:thin;
background:linear-gradient(90deg,transparent,var(--card) 80%) right/48px 100% no-repeat local,
linear-gradient(270deg,rgba(var(--shade),.28),transparent) right/18px 100% no-repeat scroll}
.data{overflow-wrap:break-word;font-size:.9375rem}
.data th,.data td{padding:9px 10px;border-bottom:1px solid var(--line);vertical-align:baseline}
.data .figure,.data td{text-align:right}
.data th:first-child{padding-left:0;min-width:7.5rem;max-width:14rem;position:sticky;left:0;background:var(--card);z-index:1}
thead th{font-size:.8125rem;color:var(--soft);vertical-align:bottom}.data .figure{min-width:4.75rem;max-width:9rem}
.data small{white-space:nowrap}.best{color:var(--first-ink);font-weight:700}.few{color:var(--soft)}
td[style]{background:rgba(var(--shade),calc(var(--share)*.3))}
.frame{position:relative;width:fit-content;max-width:100%;border-radius:10px;overflow:hidden;border:1px solid var(--line)}
.heat img{max-height:640px;filter:saturate(.55)}.heat svg{position:absolute;inset:0}
.dot{fill:#fff;stroke:#7f1230;stroke-width:1.25}
.blank{width:560px;max-width:100%;aspect-ratio:4/3;display:grid;place-content:end center;padding:12px;background:var(--track)}
.shown{width:fit-content;max-width:100%;margin:0 0 20px;padding:0 16px 12px;border-radius:10px;background:var(--paper);
border:1px solid var(--line)}.shown img{max-height:220px;border-radius:8px;margin-top:8px}
.quotes{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(15rem,100%),1fr));gap:16px 24px}
.quote{padding:0 0 0 14px;border-left:3px solid var(--line);font-size:.9375rem}.quote div{white-space:pre-line}
.original{color:var(--soft);font-style:italic;margin-top:4px}
summary{cursor:pointer;font-size:.875rem;font-weight:600;color:var(--first-ink)}.whole{margin:4px 0 8px}
.whole p{font-weight:400;white-space:pre-line;margin-top:4px}
.every{margin-top:20px;padding:10px 14px;border:1px solid var(--line);border-radius:10px}.every .quotes{margin-top:16px}
.notes{margin-top:24px;padding:16px 0 0 18px;border-top:1px solid var(--line);font-size:.875rem;color:var(--soft)}
footer{margin-top:32px}
@media (max-width:560px){${PHONE}}
@media print{${PRINT}}
`;
