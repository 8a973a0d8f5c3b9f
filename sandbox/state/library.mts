import type { Wire } from './model.mts';

/** Playbooks of the sandbox; the themes follow PickFu's public pages, the texts are made up. */
export const playbooks: ReadonlyArray<Wire['Playbook']> = [
	[
		'app-store-listing',
		'App store listing',
		'mobile-games',
		'Icon, screenshots and title, one question each.',
		3,
	],
	[
		'game-concept-validation',
		'Game concept validation',
		'mobile-games',
		'Which theme do players want to try?',
		2,
	],
	[
		'amazon-main-image',
		'Main image test',
		'ecommerce',
		'The picture that gets the click in search results.',
		2,
	],
	['product-name', 'Product name', 'ecommerce', 'From eight names to one that people remember.', 2],
	[
		'packaging-design',
		'Packaging design',
		'consumer-goods',
		'What stands out on the shelf, and why.',
		3,
	],
	['book-cover', 'Book cover', 'publishing', 'The cover that fits the genre.', 2],
	['logo-refresh', 'Logo refresh', 'branding', 'Old against new among people who know you.', 1],
	['landing-page', 'Landing page', 'software', 'What visitors understand in five seconds.', 2],
].map(([slug, name, industry, description, polls]) => ({
	slug: String(slug),
	name: String(name),
	industry: String(industry),
	description: String(description),
	icon: 'clipboard',
	duration: `${Number(polls) * 30} min`,
	url: `https://www.pickfu.com/docs/playbooks/${slug}`,
	poll_count: Number(polls),
}));

/** Help articles of the sandbox; titles resemble PickFu's, the texts are made up. */
export const helpArticles: ReadonlyArray<Wire['HelpArticle']> = [
	[
		'How are the scores calculated?',
		'Ranked polls use instant run-off.',
		'Each round drops the option with the fewest votes until one option has a majority.',
	],
	[
		'What is a head-to-head poll?',
		'A choice between two options.',
		'Respondents see two options, choose one and explain their choice in writing.',
	],
	[
		'What is a ranked poll?',
		'An order of three to eight options.',
		'Respondents put the options in order and explain what stands first.',
	],
	[
		'How do I invite my team?',
		'Owners and administrators can invite members.',
		'Choose a role for each member: Administrator, Creator or Viewer.',
	],
	[
		'Prepaid credit',
		'Credit pays for polls and follow-up responses.',
		'Bought credit does not expire.',
	],
	[
		'How long does a survey take?',
		'Most surveys finish within the hour.',
		'Narrow audiences and large samples take longer.',
	],
	[
		'Can I target an audience?',
		'Choose traits such as age or shopping habits.',
		'Each trait narrows the panel, so results may take longer.',
	],
].map(([title, description, body], index) => ({
	id: String(7001 + index),
	title: String(title),
	description: String(description),
	body: String(body),
	url: `https://www.pickfu.com/help/en/articles/${7001 + index}`,
}));
