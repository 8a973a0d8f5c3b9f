import { host } from '../support/host.mts';
import { SIGN_INS, standInPickFu } from '../support/standIn.mts';

const standIn = standInPickFu();

it.each(SIGN_INS)(
	'searches with $authentication, and names the size of a page in both spellings of the help',
	async ({ authentication, authorization }) => {
		const received = standIn(() => ({
			body: { data: [{ id: '1', title: 'Scores' }], pagination: { page: 1, totalPages: 1 } },
		}));
		const parameters = {
			authentication,
			resource: 'helpArticle',
			operation: 'search',
			query: 'how scores & ties work',
			limit: 5,
		};
		const output = await host({ parameters }).execute();
		const query = { query: 'how scores & ties work', page: '1', per_page: '5', perPage: '5' };
		expect(received).toEqual([
			{ method: 'GET', path: '/help/search', query, body: '', authorization },
		]);
		expect(output).toEqual([{ json: { id: '1', title: 'Scores' }, pairedItem: { item: 0 } }]);
	},
);

it('reads on to an empty page when PickFu counts no pages', async () => {
	const articles = Array.from({ length: 130 }, (_, index) => ({
		id: String(index),
		title: `Article ${index}`,
	}));
	const received = standIn(({ query }) => {
		const [page, size] = [Number(query.page), Number(query.per_page)];
		return { body: { data: articles.slice((page - 1) * size, page * size) } };
	});
	const parameters = {
		resource: 'helpArticle',
		operation: 'search',
		query: 'a',
		returnAll: true,
	};
	const output = await host({ parameters }).execute();
	expect(output.map(({ json }) => json.id)).toEqual(articles.map(({ id }) => id));
	expect(received.map(({ query }) => query.page)).toEqual(['1', '2', '3']);
});

it('refuses an empty query before a request', async () => {
	const received = standIn(() => ({ body: [] }));
	const { execute } = host({
		parameters: { resource: 'helpArticle', operation: 'search', query: '  ' },
	});
	await expect(execute()).rejects.toThrow("'Query' is empty");
	expect(received).toEqual([]);
});
