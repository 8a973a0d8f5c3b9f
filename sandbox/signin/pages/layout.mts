import { createHash } from 'node:crypto';
import { html, Html } from './html.mts';
import { STYLE } from './style.mts';

/** A finished page. */
export interface Page {
	/** HTTP status to answer it with. */
	status: number;
	html: string;
	/** Origins that a form of this page may lead to through redirects. */
	formTargets: string[];
}

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Drawn for the sandbox: two bars of a poll, the higher one wins. */
const MARK = new Html(
	'<svg viewBox="0 0 32 32" aria-hidden="true"><rect class="tile" width="32" height="32" rx="9"/>' +
		'<rect class="bar" x="9" y="15" width="5" height="9" rx="1.5"/>' +
		'<rect class="bar" x="18" y="8" width="5" height="16" rx="1.5"/></svg>',
);

/** The same drawing as a tab icon, where the page's colours cannot reach. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
	MARK.text
		.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')
		.replace('class="tile"', 'fill="#4a3fc4"')
		.replaceAll('class="bar"', 'fill="#fff"'),
)}`;

/**
 * Puts content into the frame that all pages share.
 *
 * @param options `status` is 200 when left out; `redirectUri` is where the forms lead in the end
 */
export function layout(options: {
	title: string;
	content: Html;
	status?: number;
	redirectUri?: string;
}): Page {
	const { title, content, status = 200, redirectUri } = options;
	const style = new Html(`<style>${STYLE}</style>`);
	const page = html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex" />
				<title>${title} · PickFu sandbox</title>
				<link rel="icon" href="${ICON}" />
				${style}
			</head>
			<body>
				<div class="sandbox" role="note">
					<strong>PickFu sandbox</strong> — nothing here is real or charged
				</div>
				<main>
					<div class="card">
						<div class="mark">${MARK}<span>PickFu sandbox</span></div>
						${content}
					</div>
				</main>
				<footer>
					<p class="quiet">
						A stand-in for PickFu’s sign-in, running on this machine for trying things out.
					</p>
				</footer>
			</body>
		</html> `;
	return { status, html: page.text, formTargets: formTarget(redirectUri) };
}

/**
 * The headers that a page is sent with: nothing is loaded, framed, cached or run, and forms lead
 * here or back to the app. Chromium applies `form-action` to the redirects after a form as well,
 * so the app's address has to be among them.
 */
export function pageHeaders(page: Page): Record<string, string> {
	return {
		'Cache-Control': 'no-store',
		'Content-Security-Policy': [
			"default-src 'none'",
			`style-src 'sha256-${STYLE_HASH}'`,
			'img-src data:',
			"base-uri 'none'",
			"frame-ancestors 'none'",
			`form-action ${["'self'", ...page.formTargets].join(' ')}`,
		].join('; '),
		'Referrer-Policy': 'no-referrer',
		'X-Content-Type-Options': 'nosniff',
		'X-Frame-Options': 'DENY',
	};
}

/**
 * The origin of an app's return address, for the policy above. A host may hold `;` and `,` (URL
 * standard, "forbidden host code points"), which would end the directive: such a one is left out.
 */
function formTarget(redirectUri: string | undefined): string[] {
	if (redirectUri === undefined || !URL.canParse(redirectUri)) return [];
	const { origin, protocol } = new URL(redirectUri);
	if (origin === 'null') return /^[a-z][a-z0-9+.-]*:$/.test(protocol) ? [protocol] : [];
	return /^https?:\/\/[a-z0-9.:[\]-]+$/.test(origin) ? [origin] : [];
}
