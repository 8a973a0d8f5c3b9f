import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyMode,
	type INodePropertyOptions,
	type INodePropertyRegexValidation,
	type INodeTypeDescription,
} from 'n8n-workflow';

/**
 * A form as the editor shows it, in the lines of the tables beside this file. What is shown for which
 * values is decided by n8n's own code.
 */

type Values = INodeParameters;
type Shown = (field: INodeProperties, changed: Values) => boolean;

const NODE = { typeVersion: 1, parameters: {} } as INode;

/**
 * The lines of a node's form, or of a credential's.
 *
 * @param given values of fields, which are left out themselves
 */
export function shownForm(description: INodeTypeDescription, given: Values = {}): string[] {
	const { properties } = description;
	const known = new Map<string, Values>();
	const valuesFor = (changed: Values) => {
		const key = JSON.stringify(changed);
		const values =
			known.get(key) ??
			NodeHelpers.getNodeParameters(
				properties,
				{ ...given, ...changed },
				true,
				true,
				NODE,
				description,
			)!;
		known.set(key, values);
		return values;
	};
	const isShown: Shown = (field, changed) =>
		NodeHelpers.displayParameter(valuesFor(changed), field, NODE, description);
	const fields = properties.filter(({ name }) => !(name in given));
	const visible = fields.filter((field) => isShown(field, {}));
	const deciding = deciders(fields).filter((name) => visible.some((one) => one.name === name));
	const inner = (inside: INodeProperties[]): string[] => {
		const defaults = Object.fromEntries(inside.map(({ name, default: value }) => [name, value]));
		const isShownInside: Shown = (field, changed) => {
			const [root, own] = [{} as Values, { ...defaults } as Values];
			for (const [name, value] of Object.entries(changed)) {
				if (name.startsWith('/')) root[name.slice(1)] = value;
				else own[name] = value;
			}
			return NodeHelpers.displayParameter(own, field, NODE, description, valuesFor(root));
		};
		return linesOf(inside, [...inside, ...fields], deciders(inside), isShownInside, inner);
	};
	return linesOf(fields, fields, deciding, isShown, inner);
}

/** The names of fields that decide whether others are shown. */
function deciders(fields: INodeProperties[]): string[] {
	const names = fields.flatMap(({ displayOptions: { show = {}, hide = {} } = {} }) => [
		...Object.keys(show),
		...Object.keys(hide),
	]);
	return [...new Set(names)];
}

function linesOf(
	fields: INodeProperties[],
	known: INodeProperties[],
	deciding: string[],
	isShown: Shown,
	inner: (inside: INodeProperties[]) => string[],
): string[] {
	const choices = deciding.map((name): [string, unknown[]] => {
		const field = known.find((one) => one.name === name.replace(/^\//, ''))!;
		const options = (field.options ?? []) as INodePropertyOptions[];
		return [name, field.type === 'boolean' ? [false, true] : options.map(({ value }) => value)];
	});
	const combinations = choices.reduce<Values[]>(
		(all, [name, values]) =>
			all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }) as Values)),
		[{}],
	);
	return fields.flatMap((field) => {
		const where = combinations.filter((changed) => isShown(field, changed));
		if (where.length === 0) return [];
		const narrowed = choices.flatMap(([name, values]) => {
			const shownFor = values.filter((value) => where.some((one) => one[name] === value));
			return shownFor.length < values.length ? [`${name}=${shownFor.join('/')}`] : [];
		});
		return fieldLines(field, narrowed, inner);
	});
}

function fieldLines(
	field: INodeProperties,
	where: string[],
	inner: (inside: INodeProperties[]) => string[],
): string[] {
	const { displayName, name, type, default: value, description, options = [], hint } = field;
	const { required, noDataExpression, typeOptions = {}, modes = [] } = field;
	const isChoice = type === 'options' || type === 'multiOptions';
	const isGroup = type === 'collection' || type === 'fixedCollection';
	const traits = [
		...(required ? ['required'] : []),
		...(noDataExpression ? ['no expression'] : []),
		...(isGroup ? [`button '${field.placeholder}'`] : []),
		...Object.entries(typeOptions)
			.filter(([, set]) => set !== false)
			.map(([option, set]) => (set === true ? option : `${option} ${written(set)}`))
			.sort(),
		...(where.length > 0 ? [`when ${where.join(' and ')}`] : []),
	];
	const cells = [name, displayName, type, written(value), traits.join(', ')].filter(Boolean);
	const inside = isGroup
		? options.flatMap((option) => {
				if (!('values' in option)) return [];
				return [`${option.name}: ${option.displayName}`, ...inner(option.values).map(indented)];
			})
		: [];
	const below = type === 'collection' ? inner(options as INodeProperties[]) : inside;
	return [
		cells.join(' | '),
		...(description ? [`\t" ${description}`] : []),
		...(isChoice && options.length > 0 ? choiceLines(options as INodePropertyOptions[]) : []),
		...modes.map(modeLine),
		...(hint ? [`\t? ${hint}`] : []),
		...below.map(indented),
	];
}

const indented = (line: string) => `\t${line}`;

/** Where the choices are explained, each has a line of its own. */
function choiceLines(options: INodePropertyOptions[]): string[] {
	const texts = options.map(({ name, value, action, description }) => {
		const label = name === value ? '' : `: ${name}`;
		return [`${String(value)}${label}`, action, description].filter(Boolean).join(' | ');
	});
	const isExplained = options.some(({ action, description }) => action ?? description);
	const lines = isExplained ? texts : [texts.join(', ')];
	return lines.map((line) => `\t= ${line}`);
}

function modeLine({
	name,
	displayName,
	typeOptions = {},
	url,
	validation = [],
}: INodePropertyMode) {
	const { searchListMethod, searchable } = typeOptions;
	const patterns = (validation as INodePropertyRegexValidation[]).map(
		(one) => one.properties.regex,
	);
	const traits = [searchListMethod, searchable && 'searchable', url, ...patterns].filter(Boolean);
	return `\t~ ${[`${name}: ${displayName}`, ...traits].join(', ')}`;
}

function written(value: unknown): string {
	return typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
}
