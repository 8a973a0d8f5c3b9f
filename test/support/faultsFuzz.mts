import fc from 'fast-check';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { RESOURCES } from '../../nodes/PickFu/resources/index';
import { fieldsOf } from '../../nodes/PickFu/resources/menu';
import type { World } from './faultsWorld.mts';

/** Texts that do harm where they are trusted: in paths, queries, headers, JSON, pages and expressions. */
const NASTY = [
	'', ' ', '.', '..', '../tags', '../../v2/surveys', 'a/b', 'a//b', '/', '\\', 'a\\b', 'a?b=c', 'a#b', 'a&b=c',
	'%2e%2e%2f', '%00', '%', 'a%2Fb', ';', ':', '@', 'a b', 'a+b', '\u0000', 'a\u0000b', 'a\r\nX-Evil: 1', '\t',
	'\u202Eabc', '\uD800', '\u00E9', 'e\u0301', '日本語', '🙂', '٣', '０', 'İ', '__proto__', 'constructor', 'toString',
	'null', 'undefined', '[object Object]', 'NaN', 'true', 'false', '-1', '0', '1e9', '1e400', '0x10', '1.5',
	'9007199254740993', '<script>alert(1)</script>', '{{ $json }}', '${1}', "' OR 1=1", '"', '{', '[]', '{}',
	'http://', 'https://', 'https://www.pickfu.com/surveys/', 'https://www.pickfu.com/surveys/..',
	'https://www.pickfu.com/surveys/a%2f..%2fb', 'https://www.pickfu.com/surveys/x?y#z', 'javascript:alert(1)',
	'data:image/png;base64,AAAA', 'file:///etc/passwd', 'http://127.0.0.1:1/x', 'https://user:word@example.com/a.png',
	'https://example.com/mug.png', 'US', 'us', 'XX', 'completed', 'ranked', 'newest', '2026-02-30', '2026-03-31T09:00:00Z',
]; // prettier-ignore

const text = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom(...NASTY) },
	{ weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
	{
		weight: 1,
		arbitrary: fc.integer({ min: 190, max: 12_000 }).map((length) => 'x'.repeat(length)),
	},
);
const number = fc.oneof(
	fc.integer({ min: -3, max: 30 }),
	fc.double({ noNaN: false }),
	fc.constantFrom(0, -0, 2 ** 53, 1e21, Number.MAX_VALUE),
);
const plain = fc.oneof(text, number, fc.boolean(), fc.constant(null), fc.constant(undefined));
const shaped = fc.oneof(
	fc.array(plain, { maxLength: 4 }),
	fc.dictionary(
		fc.oneof(fc.constantFrom('value', 'id', 'name', '__rl', 'mode', 'type', 'error'), text),
		plain,
		{ maxKeys: 4 },
	),
	fc.array(
		fc.dictionary(fc.constantFrom('type', 'prompt', 'options', 'value', 'id', 'context'), plain),
		{ maxLength: 3 },
	),
	fc.anything({ maxDepth: 3 }),
);

/** What an expression may give. */
export const anyValue = fc.oneof({ weight: 5, arbitrary: plain }, { weight: 2, arbitrary: shaped });

/** A question that is close to right, so that some of what is tried gets through the first checks. */
const question = fc.record(
	{
		type: fc.oneof(
			fc.constantFrom(
				'open_ended',
				'head_to_head',
				'ranked',
				'single_select',
				'star_rating',
				'click_test',
			),
			plain,
		),
		prompt: fc.oneof(fc.constant('Which one, and why?'), plain),
		options: fc.oneof(
			fc.array(
				fc.record(
					{ value: fc.oneof(fc.constant('Fern'), plain), mediaUrl: plain, asin: plain },
					{ requiredKeys: [] },
				),
				{ maxLength: 4 },
			),
			fc.anything({ maxDepth: 2 }),
		),
		context: fc.anything({ maxDepth: 2 }),
	},
	{ requiredKeys: [] },
);

/** A node's fields, each with an expression, and what these give for some items. */
export interface Fuzzed {
	parameters: IDataObject;
	/** By the number in the expression. */
	values: unknown[][];
}

/** Every operation, as in the node's menu. */
export const OPERATIONS_OF_NODE = [...RESOURCES].flatMap(([resource, { operations }]) =>
	Object.keys(operations).map((operation) => ({ resource, operation })),
);

/**
 * Settings of an operation in which any of its fields holds an expression that gives anything.
 *
 * @param items how many items the expressions are worked out for
 */
export function fuzzed(
	resource: string,
	operation: string,
	world: World,
	items: number,
): fc.Arbitrary<Fuzzed> {
	const fields = fieldsOf(RESOURCES.get(resource)!.operations[operation]!);
	const good: Record<string, unknown[]> = {
		surveyId: [...world.completed, ...world.drafts],
		responseId: world.responses.map((list) => list[0]),
		projectId: [world.projectId],
	};
	const expressions: Array<fc.Arbitrary<unknown>> = [];
	const valueFor = (name: string): fc.Arbitrary<unknown> => {
		const known = good[name];
		if (known !== undefined) return fc.oneof(fc.constantFrom(...known), text, anyValue);
		if (/questionsJson/i.test(name)) {
			const list = fc.array(question, { maxLength: 3 });
			return fc.oneof(
				list,
				list.map((entries) => JSON.stringify(entries)),
				anyValue,
			);
		}
		return anyValue;
	};
	const expression = ({ name, default: usual }: INodeProperties): string => {
		// The usual value now and then, or nothing would get past the first field.
		expressions.push(name in good ? valueFor(name) : fc.oneof(fc.constant(usual), valueFor(name)));
		return `={{ $json.values[${expressions.length - 1}] }}`;
	};
	const filled = (field: INodeProperties): unknown => {
		const { type } = field;
		if (type === 'resourceLocator') return { __rl: true, mode: 'id', value: expression(field) };
		if (type === 'collection') return membersOf(field.options as INodeProperties[]);
		if (type === 'fixedCollection') {
			const [group] = field.options as unknown as Array<{
				name: string;
				values: INodeProperties[];
			}>;
			return { [group!.name]: [membersOf(group!.values), membersOf(group!.values)] };
		}
		return expression(field);
	};
	const membersOf = (members: INodeProperties[]) =>
		Object.fromEntries(members.map((member) => [member.name, filled(member)]));
	const every = fields.map((field) => {
		const value = filled(field);
		const isGroup = field.type === 'collection';
		const some = isGroup
			? fc.subarray(Object.entries(value as IDataObject)).map(Object.fromEntries)
			: fc.constant(value);
		// n8n itself refuses a node whose required fields are not filled in.
		const form = fc.record({
			value: some,
			isThere: field.required === true ? fc.constant(true) : fc.boolean(),
		});
		return form.map(({ value: chosen, isThere }) =>
			isThere ? [[field.name, chosen] as const] : [],
		);
	});
	return fc
		.record({
			chosen: fc.tuple(...every).map((parts) => parts.flat()),
			form: fc.constantFrom('fields', 'json'),
			url: fc.boolean(),
			values: fc.array(fc.tuple(...expressions), { minLength: items, maxLength: items }),
		})
		.map(({ chosen, form, url, values }) => ({
			parameters: {
				resource,
				operation,
				...(fields.some(({ name }) => name === 'questionsInput') && { questionsInput: form }),
				...Object.fromEntries(
					chosen
						.filter(([name]) => name !== 'questionsInput')
						.map(([name, value]) => [
							name,
							isLocator(value) ? { ...value, mode: url ? 'url' : 'id' } : value,
						]),
				),
			} as IDataObject,
			values,
		}));
}

function isLocator(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && '__rl' in value;
}
