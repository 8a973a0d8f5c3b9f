import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { RESOURCES } from '../../nodes/PickFu/resources';
import { fieldsOf as declared } from '../../nodes/PickFu/resources/menu';
import { allFields, fieldsOf, found, node, properties } from '../support/description.mts';

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

	it('say of Run that its timeout is for each stage', () => {
		const [timeout] = fieldsOf('survey', 'run').filter(({ name }) => name === 'timeout');
		expect(timeout!.description).toMatch(/each stage/);
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

	it.each([
		['head_to_head', 'two'],
		['ranked', '3 to 8'],
		['single_select', '3 to 8'],
		['multi_select', '3 to 8'],
		['star_rating', '1 to 5'],
	])('say how many a question of type %s takes', (type, words) => {
		const menus = allFields.filter(
			({ name, typeOptions }) => name === 'type' && typeOptions?.showEvenWhenOptional,
		);
		expect(menus).toHaveLength(3);
		for (const { options } of menus) {
			const choice = (options as INodePropertyOptions[]).find(({ value }) => value === type);
			expect(choice!.description).toContain(words);
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
