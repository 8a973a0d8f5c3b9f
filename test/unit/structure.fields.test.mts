import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { RESOURCES } from '../../nodes/PickFu/resources';
import { fieldsOf as declared } from '../../nodes/PickFu/resources/menu';
import { allFields, fieldsOf, found, node, properties, within } from '../support/description.mts';

describe('fields', () => {
	it('are there in the number that the operations declare, and more', () => {
		expect(allFields.length).toBeGreaterThan(80);
		const total = found.reduce((sum, [, , , operation]) => sum + declared(operation).length, 0);
		expect(properties).toHaveLength(total + 2 + RESOURCES.size);
	});

	it('lists five or more entries by the alphabet', () => {
		const unsorted = allFields.flatMap((field) => {
			if (
				!['options', 'multiOptions', 'collection'].includes(field.type) ||
				(field.options ?? []).length < 5
			)
				return [];
			const names = (
				field.options as (INodeProperties | INodePropertyOptions | INodePropertyCollection)[]
			).map((option) => ('displayName' in option ? option.displayName : option.name));
			const sorted = [...names].sort((a, b) => a.localeCompare(b));
			return JSON.stringify(sorted) === JSON.stringify(names)
				? []
				: [`${field.name}: ${names.join(', ')}`];
		});
		expect(unsorted).toEqual([]);
	});

	it('ask only for dropdowns that there are, and every dropdown is asked for', () => {
		const modes = allFields.flatMap(({ modes: list = [] }) => list);
		const searches = modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []);
		const loads = allFields.flatMap(({ typeOptions }) => typeOptions?.loadOptionsMethod ?? []);
		expect([...new Set(searches)].sort()).toEqual(Object.keys(node.methods.listSearch).sort());
		expect([...new Set(loads)].sort()).toEqual(Object.keys(node.methods.loadOptions).sort());
		expect(searches.length + loads.length).toBeGreaterThan(5);
	});

	it.each([
		['survey publish', 'maxRespondents', 'in one execution, all items together'],
		['survey addRespondents', 'maxRespondents', 'in one execution, all items together'],
		['survey addRespondents', 'respondents', 'the most that the survey may have in all'],
		['survey run', 'maxRespondents', 'in one execution, all items together'],
		['survey run', 'untilDecided', "never beyond 'Maximum Respondents' in all"],
		['survey run', 'timeout', 'of each stage'],
		['response followUp', 'maxFollowUps', 'in one execution, all items together'],
		['survey update', 'updateFields', 'Only the fields you add are updated'],
		['survey update', 'questions', 'Leave empty to keep the current questions'],
		['survey update', 'questionsJson', 'Leave empty to keep the current questions'],
		['survey addRespondents', 'onlyCalculate', 'without charging'],
		['project update', 'description', 'Leave empty to clear it'],
		['media generate', 'prompt', 'up to 10,000 characters'],
		['media generate', 'binaryPropertyName', 'max 6 MB'],
		['media upload', 'binaryPropertyName', 'max 20 MB'],
	])('of %s say, where %s is filled in, what it means: %s', (name, field, words) => {
		const [resource, operation] = name.split(' ') as [string, string];
		const all = fieldsOf(resource, operation).flatMap(within);
		expect(all.find((one) => one.name === field)!.description).toContain(words);
	});

	it('tell the builder of workflows to ask a person before money is spent', () => {
		const bounds = allFields.filter(({ name }) => name === 'maxRespondents');
		expect(bounds).toHaveLength(3);
		for (const { builderHint } of bounds)
			expect(builderHint?.propertyHint).toMatch(/approval step before operations marked \(paid\)/);
	});

	it('name countries and shapes as they are called in English', () => {
		const choices = (name: string) =>
			allFields
				.filter((field) => field.name === name)
				.flatMap(({ options = [] }) => options as INodePropertyOptions[]);
		const countries = new Intl.DisplayNames('en', { type: 'region' });
		for (const { name, value } of [...choices('country'), ...choices('countries')])
			expect(name).toBe(countries.of(String(value)));
		for (const { name, value } of choices('aspectRatio')) {
			const [width, height] = String(value).split(':').map(Number);
			const isWide = width! > height!;
			const word = width === height ? /Square/ : isWide ? /Landscape|Wide/ : /Portrait|Tall/;
			expect(name).toMatch(word);
		}
	});

	it('tell with a dot at the end when they tell in several sentences, and without one otherwise', () => {
		const wrong = allFields.filter(({ description = '', name }) => {
			const sentences = description.replace(/<[^>]+>/g, '').split(/\. (?=[A-Z])/).length;
			return (
				description !== '' && name !== 'operation' && description.endsWith('.') !== sentences > 1
			);
		});
		expect(wrong.map(({ name, description }) => `${name}: ${description}`)).toEqual([]);
	});
});
