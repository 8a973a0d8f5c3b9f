import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { RESOURCES } from '../../nodes/PickFu/resources';
import { fieldsOf as declared } from '../../nodes/PickFu/resources/menu';
import { allFields, found, node, properties } from '../support/description.mts';

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
