import express from 'express';
import type { Response, Router } from 'express';
import type { World } from './state/world.mts';

function escape(text: string): string {
	const entities: Record<string, string> = {
		'&': '&amp;',
		'<': '&lt;',
		'>': '&gt;',
		'"': '&quot;',
		"'": '&#39;',
	};
	return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

function page(response: Response, status: number, title: string, body: string): void {
	response
		.status(status)
		.type('html')
		.send(
			`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
				`<title>${escape(title)}</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;` +
				`margin:3rem auto;padding:0 1rem}small{color:#666}</style><h1>${escape(title)}</h1>${body}` +
				`<p><small>PickFu sandbox on this machine. Nothing here is real.</small></p></html>`,
		);
}

/** What a browser gets from the sandbox: the page of a survey, generated and uploaded files, and a start page. */
export function createPages(world: World): Router {
	const router = express.Router();
	router.get('/', (_request, response) => {
		page(
			response,
			200,
			'PickFu sandbox',
			'<p>The API is under <code>/v1</code>. Sign-in starts in n8n.</p>',
		);
	});
	router.get('/surveys/:id', (request, response) => {
		const survey = world.surveys.get(request.params.id);
		if (!survey) return page(response, 404, 'Survey not found', '');
		const { status, answered } = world.standing(survey);
		const questions = survey.questions.map(
			({ prompt, options }) =>
				`<h2>${escape(prompt)}</h2><ul>` +
				options
					.map(
						(option) => `<li>${escape(option.value ?? option.mediaUrl ?? option.asin ?? '–')}</li>`,
					)
					.join('') +
				'</ul>',
		);
		const facts = `<p>${escape(status)}, ${answered} of ${survey.sampleSize} people have answered.</p>`;
		return page(response, 200, survey.name, facts + questions.join(''));
	});
	router.get('/media/:file', (request, response) => {
		const media = world.media.get(request.params.file.replace(/\.[^.]*$/, ''));
		if (!media) return page(response, 404, 'File not found', '');
		if (!media.content) return page(response, 410, 'Only the facts of this file were kept', '');
		return response.type(media.contentType).send(media.content);
	});
	router.use((_request, response) => {
		response.status(404).json({ error: 'Not Found', message: 'There is nothing here' });
	});
	return router;
}
