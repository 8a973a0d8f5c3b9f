import type { IDataObject, INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { RESOURCES } from '../../nodes/PickFu/resources';
import { fieldsOf } from '../../nodes/PickFu/resources/menu';
import { resolveFields } from '../../nodes/PickFu/resources/parameters';
import { fakePickFu, ok, refusal, run } from '../support/nockPickFu.mts';
import { onFastClock } from '../support/nockTime.mts';

const pickFu = fakePickFu();
const get = { resource: 'survey', operation: 'get', surveyId: '={{ $json.id }}' };
const SURVEY = { id: 's1', name: 'Mugs', status: 'completed', sampleSize: 50, numResponses: 50 };
const RAW = { ...SURVEY, teamId: 7 };

async function selected(fields: unknown, more: IDataObject = {}): Promise<IDataObject> {
	pickFu.answer = () => ok(RAW);
	const parameters = { ...get, output: 'selectedFields', fields, ...more } as IDataObject;
	const { items, error } = await run({ parameters, items: [{ json: { id: 's1' } }] });
	expect(error).toBeUndefined();
	expect(items[0]!.pairedItem).toEqual({ item: 0 });
	return items[0]!.json;
}

describe('Output', () => {
	it.each([
		['one name, and the ID', ['status'], { id: 's1', status: 'completed' }],
		[
			'names with commas, as models write them',
			'name, status',
			{ id: 's1', name: 'Mugs', status: 'completed' },
		],
		['a list from an expression', '={{ ["name"] }}', { id: 's1', name: 'Mugs' }],
		['a name that only the raw record has', ['teamId'], { id: 's1', teamId: 7 }],
		['a name that the record does not have', ['winner'], { id: 's1' }],
		['a name that every object has', ['toString', 'constructor'], { id: 's1' }],
	])('selects %s', async (_, fields, expected) => {
		expect(await selected(fields)).toEqual(expected);
	});

	it('selects questions as the text of the simplified record', async () => {
		const asked = { ...RAW, questions: [{ type: 'open_ended', value: 'Why?' }] };
		pickFu.answer = () => ok(asked);
		const parameters = { ...get, output: 'selectedFields', fields: ['questions'] };
		const { items } = await run({ parameters, items: [{ json: { id: 's1' } }] });
		expect(items[0]!.json).toEqual({ id: 's1', questions: '1. Why? (open_ended)' });
	});

	it('is simplified when nothing is chosen, and raw on request', async () => {
		expect(await selected([], { output: 'simplified' })).toEqual(SURVEY);
		expect(await selected([], { output: 'raw' })).toEqual(RAW);
	});

	it('keeps the ID of each response, in both forms, and its tie to the input', async () => {
		pickFu.answer = ({ path }) =>
			path.endsWith('/responses')
				? ok([1, 2].map((number) => ({ id: `r${number}`, explanation: 'Because' })))
				: ok(SURVEY);
		const parameters = {
			...get,
			resource: 'response',
			operation: 'getAll',
			fields: ['explanation'],
		};
		const { items } = await run({
			parameters: { ...parameters, output: 'selectedFields' },
			items: [{ json: { id: 's1' } }],
		});
		expect(items).toEqual([
			{ json: { responseId: 'r1', id: 'r1', explanation: 'Because' }, pairedItem: { item: 0 } },
			{ json: { responseId: 'r2', id: 'r2', explanation: 'Because' }, pairedItem: { item: 0 } },
		]);
	});

	it('leaves the files of an item', async () => {
		pickFu.answer = ({ path }) =>
			path.endsWith('/responses')
				? ok([])
				: ok({ ...SURVEY, questions: [{ id: 'q1', type: 'open_ended', value: 'Why?' }] });
		const { items } = await run({
			parameters: {
				...get,
				operation: 'getResults',
				output: 'selectedFields',
				fields: ['winner'],
				options: { report: ['page'] },
			},
			items: [{ json: { id: 's1' } }],
		});
		expect(items[0]!.json).toEqual({ surveyId: 's1', winner: null });
		expect(items[0]!.binary!.report!.mimeType).toBe('text/html');
	});

	it('leaves an error as it is, so that it is known as one', async () => {
		pickFu.answer = () => refusal(404, 'Survey not found');
		const { items } = await run({
			parameters: { ...get, output: 'selectedFields', fields: ['name'] },
			items: [{ json: { id: 's1' } }],
			node: { onError: 'continueRegularOutput' },
		});
		expect(Object.keys(items[0]!.json)).toEqual(['error', 'details']);
	});
});

const BROKEN = "={{ $('Gone').item.json.x }}";

const changing = [...RESOURCES].flatMap(([resource, { operations }]) =>
	Object.entries(operations)
		.filter(([, { nature }]) => nature !== 'read')
		.flatMap(([operation, what]) => {
			const fields = fieldsOf(what);
			return fields.flatMap((field): Array<[string, IDataObject, string]> => {
				const broken = (value: unknown) =>
					({
						...usual(fields),
						...shows(field),
						resource,
						operation,
						[field.name]: value,
					}) as IDataObject;
				const inner = (field.type === 'collection' ? field.options : []) as INodeProperties[];
				const name = `${resource} ${operation}: ${field.displayName}`;
				if (field.noDataExpression) return [];
				if (field.type === 'fixedCollection') {
					const [group] = field.options as INodePropertyCollection[];
					const row = { [group!.values[0]!.name]: BROKEN };
					return [[name, broken({ [group!.name]: [row] }), field.displayName]];
				}
				if (field.type !== 'collection') return [[name, broken(BROKEN), field.displayName]];
				return inner.map((one) => [
					`${name}, ${one.displayName}`,
					broken({ [one.name]: BROKEN }),
					field.displayName,
				]);
			});
		}),
);

/** What n8n shows the field for; it drops the values of fields that it does not show. */
function shows({ displayOptions }: INodeProperties): IDataObject {
	return Object.fromEntries(
		Object.entries(displayOptions?.show ?? {}).map(([name, values]) => [name, values![0]]),
	) as IDataObject;
}

/** Settings with which the operation would send something. */
function usual(fields: INodeProperties[]): IDataObject {
	const settings: IDataObject = {
		surveyId: 's1',
		responseId: 'r1',
		projectId: 'p1',
		respondents: 60,
		question: 'Why?',
		rating: '5',
		prompt: 'A mug',
		name: 'Mugs',
		query: 'price',
		questionsInput: 'json',
		questionsJson: '[{ "type": "open_ended", "prompt": "Why?" }]',
		download: true,
		output: 'selectedFields',
		fields: ['name'],
	};
	return Object.fromEntries(
		Object.entries(settings).filter(([name]) => fields.some((field) => field.name === name)),
	);
}

describe('every field is evaluated before the first request', () => {
	it.each(changing)('%s', async (_, parameters, label) => {
		pickFu.answer = () => ok({ ...SURVEY, url: 'https://example.com/a.png' });
		const { error } = await run({ parameters });
		expect(pickFu.log).toEqual([]);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error!.message).toBe(`'${label}' has an expression that couldn't be evaluated`);
		expect(error!.context).toMatchObject({ itemIndex: 0 });
	});

	it.each([
		['a form that does not exist', { output: '={{ "brief" }}' }, "'Output' must be one of"],
		['no fields', { output: 'selectedFields' }, "'Fields' is empty"],
		[
			'an object for names',
			{ output: 'selectedFields', fields: '={{ ({ id: 1 }) }}' },
			"'Fields' must be text",
		],
	])('publish refuses %s in Output', async (_, fields, message) => {
		const parameters = { resource: 'survey', operation: 'publish', surveyId: 's1', ...fields };
		const { error } = await run({ parameters });
		expect(error!.message).toContain(message);
		expect(pickFu.log).toEqual([]);
	});
});

/** Fields that are empty until somebody fills them in, by their operations. */
const blank = [...RESOURCES].flatMap(([resource, { operations }]) =>
	Object.entries(operations).flatMap(([operation, what]) =>
		fieldsOf(what)
			.filter(({ type, default: value }) => value === '' || type === 'resourceLocator')
			.map((field) => ({ resource, operation, field, fields: fieldsOf(what) })),
	),
);

it.each(blank.map((one) => [`${one.resource} ${one.operation}: ${one.field.name}`, one] as const))(
	'a field is marked as required where the operation needs it: %s',
	async (_, { resource, operation, field, fields }) => {
		pickFu.answer = () => ok({ ...SURVEY, url: 'https://example.com/a.png' });
		const given = { ...usual(fields), ...shows(field), [field.name]: '' };
		const { result } = await onFastClock(
			async () => await run({ parameters: { ...given, resource, operation } }),
		);
		const isRefused = result.error?.message.includes(`'${field.displayName}' is empty`);
		expect(isRefused ?? false).toBe(field.required ?? false);
	},
);

describe('a collection', () => {
	const fields = fieldsOf(RESOURCES.get('survey')!.operations.publish!);
	const resolve = (options: unknown, nature: 'spend' | 'read' = 'spend') => {
		const context = {
			getNodeParameter: (name: string, _: number, usually: unknown) =>
				name === 'options' ? options : usually,
		};
		return () => resolveFields(context as never, 0, fields, nature);
	};

	it.each([null, '', '{"longestWait":1}', [], 5])('that is %j is refused', (options) => {
		expect(resolve(options)).toThrow("'options' must be an object");
		expect(resolve(options, 'read')).toThrow("'options' must be an object");
	});

	it('with a name that is no field is refused where money is spent', () => {
		expect(resolve({ longestWeight: 1 })).toThrow("'options' has no field called 'longestWeight'");
		expect(resolve({ longestWeight: 1 }, 'read')).not.toThrow();
		expect(resolve({ longestWait: 1 })).not.toThrow();
	});
});
