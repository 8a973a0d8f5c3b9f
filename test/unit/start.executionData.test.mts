import { unflatten } from '../../sandbox/n8n/unflatten.mts';

test('stored execution data is read: texts, numbers, lists, empty values', () => {
	const stored =
		'[{"resultData":"1"},{"runData":"2"},{"Code":"3"},["4"],{"json":"5","index":7},' +
		'{"name":"6","tags":"7","none":null,"yes":true},"Morning Mug",["6","8"],"0"]';
	expect(unflatten(stored)).toEqual({
		resultData: {
			runData: {
				Code: [
					{
						json: { name: 'Morning Mug', tags: ['Morning Mug', '0'], none: null, yes: true },
						index: 7,
					},
				],
			},
		},
	});
});

test('a value that contains itself does so again', () => {
	const value = unflatten('[{"self":"0","name":"1"},"x"]') as { self: unknown; name: string };
	expect(value.self).toBe(value);
	expect(value.name).toBe('x');
});

test('a member called __proto__ stays a member', () => {
	const value = unflatten('[{"__proto__":"1"},{"polluted":true}]') as object;
	expect(Object.keys(value)).toEqual(['__proto__']);
	expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});
