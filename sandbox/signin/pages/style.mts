/** The whole style sheet of the sign-in pages; inline, so that a page needs no second request. */
export const STYLE = `
:root {
	color-scheme: light dark;
	--page: #f4f4f7; --card: #ffffff; --text: #1d1d2b; --quiet: #5b5b70; --line: #d9d9e3;
	--accent: #4a3fc4; --accent-strong: #3a30a3; --on-accent: #ffffff; --accent-soft: #eeecfc;
	--notice: #fff3d1; --notice-text: #5a4300; --notice-line: #ecd28a;
	--alert: #fdebec; --alert-text: #9b1c28; --alert-line: #f0b9be;
}
@media (prefers-color-scheme: dark) {
	:root {
		--page: #14141c; --card: #1f1f2a; --text: #f0f0f6; --quiet: #a9a9bd; --line: #3a3a4b;
		--accent: #a79ffb; --accent-strong: #c0baff; --on-accent: #17132f; --accent-soft: #2b2846;
		--notice: #35290c; --notice-text: #f6dfa0; --notice-line: #5c4a1c;
		--alert: #3a1a1f; --alert-text: #ffb9c0; --alert-line: #6d2f38;
	}
}
* { box-sizing: border-box; }
body {
	margin: 0; min-height: 100vh; min-height: 100dvh; display: flex; flex-direction: column;
	background: var(--page); color: var(--text);
	font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
.sandbox {
	padding: 10px 16px; text-align: center; font-size: 14px;
	background: var(--notice); color: var(--notice-text); border-bottom: 1px solid var(--notice-line);
}
main { flex: 1; display: flex; align-items: center; justify-content: center; padding: 20px 16px; }
.card {
	width: 100%; max-width: 500px; padding: 28px 32px; border-radius: 16px;
	background: var(--card); border: 1px solid var(--line);
	box-shadow: 0 1px 2px rgb(0 0 0 / 6%), 0 12px 32px rgb(0 0 0 / 8%);
}
.mark { display: flex; align-items: center; gap: 10px; font-weight: 600; margin-bottom: 18px; }
.mark svg { width: 32px; height: 32px; flex: none; }
.mark .tile { fill: var(--accent); }
.mark .bar { fill: var(--on-accent); }
h1 { margin: 0 0 8px; font-size: 24px; line-height: 1.25; font-weight: 650; overflow-wrap: anywhere; }
h2 { margin: 24px 0 8px; font-size: 15px; font-weight: 600; }
p { margin: 0 0 16px; overflow-wrap: anywhere; }
.quiet { color: var(--quiet); font-size: 14px; }
fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
legend { padding: 0; margin-bottom: 8px; font-size: 15px; font-weight: 600; }
.person {
	display: flex; align-items: center; gap: 12px; padding: 8px 12px; margin-bottom: 6px;
	border: 1px solid var(--line); border-radius: 12px; cursor: pointer;
}
.person:hover { border-color: var(--accent); }
.person:has(input:checked) {
	border-color: var(--accent); background: var(--accent-soft);
	box-shadow: inset 0 0 0 1px var(--accent);
}
.person:has(input:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
.person input { width: 18px; height: 18px; margin: 0; flex: none; accent-color: var(--accent); }
.initials {
	width: 38px; height: 38px; flex: none; border-radius: 50%;
	display: grid; place-items: center; font-size: 14px; font-weight: 650;
	background: var(--accent-soft); color: var(--accent); border: 1px solid var(--line);
}
.who { flex: 1; min-width: 0; line-height: 1.35; }
.who strong, .who span { display: block; overflow-wrap: anywhere; }
.who strong { font-weight: 600; }
.who span { font-size: 14px; color: var(--quiet); }
.team { margin: 10px 0 4px; font-size: 14px; color: var(--quiet); }
legend + .team { margin-top: 0; }
.role {
	flex: none; padding: 2px 10px; border-radius: 999px; font-size: 13px;
	color: var(--text); background: var(--page); border: 1px solid var(--line);
}
form:has(#email:not(:placeholder-shown)) .person { opacity: .75; }
form:has(#email:not(:placeholder-shown)) .person:has(input:checked) {
	background: none; border-color: var(--line); box-shadow: none;
}
.field { margin: 14px 0 20px; }
.field label { display: block; margin-bottom: 6px; font-size: 15px; font-weight: 600; }
.field input {
	width: 100%; height: 44px; padding: 0 12px; border-radius: 10px; font: inherit;
	color: var(--text); background: var(--card); border: 1px solid var(--quiet);
}
.field input::placeholder { color: var(--quiet); opacity: 1; }
.field p { margin: 6px 0 0; }
.actions { display: flex; flex-direction: row-reverse; gap: 12px; margin-top: 24px; }
/* n8n opens a window of 500 by 700: the decision stays in sight. */
.decide { position: sticky; bottom: 0; margin-top: 12px; padding: 12px 0; background: var(--card); }
.decide .actions { margin-top: 0; }
button {
	flex: 1; min-height: 46px; padding: 8px 16px; border-radius: 10px; cursor: pointer;
	font: inherit; font-weight: 600;
	color: var(--text); background: var(--card); border: 1px solid var(--quiet);
}
button:hover { border-color: var(--text); }
button.main { flex: 1.6; color: var(--on-accent); background: var(--accent); border-color: var(--accent); }
button.main:hover { background: var(--accent-strong); border-color: var(--accent-strong); }
a { color: var(--accent); text-underline-offset: 2px; }
button:focus-visible, a:focus-visible, .field input:focus-visible {
	outline: 3px solid var(--accent); outline-offset: 2px;
}
.alert, .note { padding: 12px 14px; border-radius: 10px; margin-bottom: 20px; font-size: 15px; }
.alert { background: var(--alert); color: var(--alert-text); border: 1px solid var(--alert-line); }
.grants + .note { margin: 12px 0 0; }
.note { background: var(--notice); color: var(--notice-text); border: 1px solid var(--notice-line); }
.account {
	display: flex; flex-wrap: wrap; align-items: center; gap: 12px; padding: 12px; margin: 16px 0;
	border: 1px solid var(--line); border-radius: 12px;
}
.account .who { flex-basis: calc(100% - 50px); }
.account a { font-size: 14px; margin: -6px 0 0 50px; }
.grants { list-style: none; margin: 0; padding: 0; }
.grants li { display: flex; gap: 12px; padding: 10px 0; border-top: 1px solid var(--line); }
.grants li:first-child { border-top: 0; }
.grants svg { width: 20px; height: 20px; flex: none; margin-top: 3px; stroke: var(--accent); }
.grants strong { display: block; font-weight: 600; }
.grants span { font-size: 14px; color: var(--quiet); }
code {
	font: 14px/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace;
	overflow-wrap: anywhere;
}
dl { margin: 20px 0 0; padding-top: 16px; border-top: 1px solid var(--line); font-size: 14px; }
dt { color: var(--quiet); }
dd { margin: 0 0 8px; overflow-wrap: anywhere; }
footer { padding: 0 16px 20px; text-align: center; }
footer p { margin: 0; }
@media (max-width: 480px) {
	main { align-items: flex-start; padding: 16px 12px; }
	.card { padding: 24px 18px; }
	h1 { font-size: 22px; }
	.person { flex-wrap: wrap; }
	.person .who { flex-basis: calc(100% - 90px); }
	.person .role { margin: -4px 0 2px 80px; }
	.actions { flex-direction: column; }
	button { flex: none; }
	button.main { flex: none; }
}
`;
