describe.each([
	'playbook.getAll',
	'helpArticle.search',
	'tag.requests',
	'trait.getAll',
	'project.requests',
])('%s', (cases) => {
	jest.requireActual(`./${cases}.cases.mts`);
});
