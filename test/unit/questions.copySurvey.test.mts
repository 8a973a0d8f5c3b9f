import type { IDataObject } from 'n8n-workflow';
import { readSurvey } from '../../nodes/PickFu/api/shapes';
import { copySurvey } from '../../nodes/PickFu/questions';

const copyOf = (raw: IDataObject) =>
	copySurvey(readSurvey({ id: 's1', status: 'completed', ...raw }));
const question = (more: IDataObject) => ({
	questions: [{ id: 'q1', type: 'ranked', value: 'Order?', ...more }],
});

const MOCKUP = {
	type: 'serp',
	image: 'https://img.test/m.png',
	title: 'Mug',
	numRatings: 7,
	reviewScore: 4.5,
	price: 9,
	currency: 'USD',
};

it('gives the text back under the name that create takes, and leaves every id out', () => {
	const { questions } = copyOf(
		question({
			options: [
				{ id: 'o1', value: 'Red' },
				{ id: 'o2', value: 'Blue' },
			],
		}),
	);
	expect(questions).toEqual([
		{ type: 'ranked', prompt: 'Order?', options: [{ value: 'Red' }, { value: 'Blue' }] },
	]);
});

it.each<[string, IDataObject]>([
	['an image', { mediaUrl: 'https://img.test/a.png' }],
	['an image with a caption', { value: 'Red', mediaUrl: 'https://img.test/a.png' }],
	['a product', { asin: 'B000000001' }],
	[
		'a set of images',
		{
			imageSet: ['https://img.test/a.png', 'https://img.test/b.png'],
			imageSetDirection: 'vertical',
		},
	],
	['a mockup', { mockup: MOCKUP }],
])('carries over an option that is %s', (_, option) => {
	const copy = copyOf(question({ options: [{ id: 'o1', ...option }] }));
	expect(copy.questions[0]!.options).toEqual([option]);
	expect(copy.notCarriedOver).toEqual([]);
});

it('carries the context of a question over, without its empty members', () => {
	const context = { text: 'A mug for tea', mediaUrl: '', type: null, value: 'x' };
	expect(copyOf(question({ context, options: [] })).questions).toEqual([
		{ type: 'ranked', prompt: 'Order?', context: { text: 'A mug for tea', value: 'x' } },
	]);
});

it('reads the spelling with underscores, and writes the one that PickFu takes', () => {
	const mediaUrl = 'https://img.test/a.png';
	const imageSet = ['https://img.test/b.png'];
	const { numRatings, ...mockup } = MOCKUP;
	const copy = copyOf({
		sample_size: 50,
		survey_intent: 'Choose',
		country_code: 'gb',
		num_responses: 50,
		survey_url: 'https://www.pickfu.com/surveys/s1',
		completed_at: '2026-01-01T00:00:00Z',
		...question({
			context: { media_url: mediaUrl },
			options: [
				{ id: 'o1', media_url: mediaUrl },
				{ id: 'o2', image_set: imageSet, image_set_direction: 'vertical' },
				{ id: 'o3', mockup: { ...mockup, num_ratings: numRatings } },
			],
		}),
	});
	expect(copy.settings).toEqual({ country: 'GB', sampleSize: '50', surveyIntent: 'Choose' });
	expect(copy.questions[0]).toMatchObject({ context: { mediaUrl } });
	expect(copy.questions[0]!.options).toEqual([
		{ mediaUrl },
		{ imageSet, imageSetDirection: 'vertical' },
		{ mockup: MOCKUP },
	]);
	expect(copy.notCarriedOver).toEqual([]);
});

it('takes audience, tags and project as create and update take them', () => {
	const { settings } = copyOf({
		country: 'US',
		sampleSize: 100,
		targeting: ['amznpr'],
		reporting: ['gender', 'age-range'],
		tags: [{ id: 3, name: 'Launch' }, { name: 'New' }, {}],
		project: { id: 'p1', name: 'Kitchen' },
	});
	expect(settings).toEqual({
		country: 'US',
		sampleSize: '100',
		targeting: ['amznpr'],
		reporting: ['gender', 'age-range'],
		tags: [{ id: 3 }, { name: 'New' }],
		projectId: 'p1',
	});
});

it('sets nothing that the survey does not tell', () => {
	expect(copyOf({ targeting: [], tags: [], project: null }).settings).toEqual({});
});

it.each<[string, IDataObject, string]>([
	['country', { country: 'United States' }, 'country'],
	['sampleSize', { sample_size: 'fifty' }, 'sample_size'],
	['targeting', { targeting: ['amznpr', { key: 7 }] }, 'targeting'],
])('says that the %s of the audience is lost where it cannot be read: %j', (lost, raw, name) => {
	const { settings, lostAudience, notCarriedOver } = copyOf(raw);
	expect(lostAudience).toEqual([lost]);
	expect(notCarriedOver).toEqual([`Survey: ${name}`]);
	expect(JSON.stringify(settings)).not.toMatch(/united|fifty/i);
});

it('names what create does not take, by its place, and sends none of it', () => {
	const { questions, notCarriedOver } = copyOf({
		requireVideo: true,
		launch_note: 'Soft',
		questions: [
			{
				type: 'head_to_head',
				value: 'A or B?',
				variant: 'video',
				context: { text: 'Tea', layout: 'wide' },
				options: [{ value: 'A' }, { value: 'B', zoom: 2, mockup: { ...MOCKUP, badge: 'new' } }],
			},
			{ type: 'open_ended', prompt: 'Why?', value: 'Why ever?', probing: { depth: 1 } },
		],
	});
	expect([...notCarriedOver].sort()).toEqual([
		'Question 1, context: layout',
		'Question 1, option 2, mockup: badge',
		'Question 1, option 2: zoom',
		'Question 1: variant',
		'Question 2: probing',
		'Question 2: value',
		'Survey: launch_note',
		'Survey: requireVideo',
	]);
	expect(JSON.stringify(questions)).not.toMatch(/variant|zoom|probing|ever|badge|layout/);
});

it("does not name what is the old survey's own: state, history, results, and what is empty", () => {
	const { notCarriedOver } = copyOf({
		type: 'ranked',
		numResponses: 50,
		surveyUrl: 'https://www.pickfu.com/surveys/s1',
		createdAt: 'x',
		published_at: 'x',
		archivedAt: 'x',
		updated_at: 'x',
		responsesCount: 50,
		creatorName: 'Ada',
		creator: { id: 'u1' },
		user: 'Ada',
		elements: [{}],
		nothing: null,
		noText: '',
		...question({
			translation: 'Ordnung?',
			variant: '',
			results: [{}],
			results_url: 'https://www.pickfu.com/surveys/s1',
			winner: 'Red',
			position: 1,
			order: 1,
			createdAt: 'x',
			updated_at: 'x',
			options: [{ id: 'o1', value: 'Red', votes: 7, share: 0.5, score: 70, rank: 1, position: 1 }],
		}),
	});
	expect(notCarriedOver).toEqual([]);
});

it('changes nothing of the survey that it copies', () => {
	const raw = question({ options: [{ id: 'o1', value: 'Red', mockup: MOCKUP }] });
	const before = structuredClone(raw);
	copyOf(raw);
	expect(raw).toEqual(before);
});

it('says where something to look at would be left out, as it stands under an unknown name', () => {
	const copy = copyOf(
		question({
			context: { text: 'Look', picture: 'https://img.test/c.png' },
			options: [
				{ id: 'o1', value: 'Logo A', imageUrl: 'https://img.test/a.png' },
				{
					id: 'o2',
					mediaUrl: 'https://img.test/b.png',
					thumbnailUrl: 'https://img.test/b-small.png',
				},
				{ id: 'o3', value: 'Words', note: 'not an address' },
				{ id: 'o4', value: 'Data', image: 'data:image/png;base64,AAAA' },
				{ id: 'o5', value: 'Inside', media: [{ kind: 'image', src: '//img.test/e.png' }] },
				{ id: 'o6', asin: 'B000000001', image: 'https://img.test/f.png' },
			],
		}),
	);
	expect(copy.lostMedia).toEqual([
		'Question 1, context',
		'Question 1, option 1',
		'Question 1, option 4',
		'Question 1, option 5',
	]);
});
