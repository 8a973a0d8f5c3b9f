/** A trait that answers can be broken down by, with its values and how common they are. */
export interface ReportingTrait {
	permalink: string;
	name: string;
	values: ReadonlyArray<readonly [value: string, weight: number]>;
}

/** A trait that people can be chosen by. `implies` fixes a reporting trait of the chosen people. */
export interface TargetingTrait {
	permalink: string;
	name: string;
	implies?: readonly [permalink: string, values: readonly string[]];
}

/**
 * Made up for the sandbox but for the permalinks `gender` and `age-range`; PickFu's own list is not
 * known and is loaded from its API by the node.
 */
export const reportingTraits: readonly ReportingTrait[] = [
	{
		permalink: 'gender',
		name: 'Gender',
		values: [
			['Female', 51],
			['Male', 47],
			['Non-binary', 2],
		],
	},
	{
		permalink: 'age-range',
		name: 'Age range',
		values: [
			['18-24', 14],
			['25-34', 27],
			['35-44', 24],
			['45-54', 17],
			['55-64', 11],
			['65+', 7],
		],
	},
	{
		permalink: 'income-range',
		name: 'Household income',
		values: [
			['Under $30k', 19],
			['$30k-$60k', 29],
			['$60k-$100k', 28],
			['Over $100k', 24],
		],
	},
	{
		permalink: 'education',
		name: 'Education level',
		values: [
			['High school', 27],
			['Some college', 25],
			['Bachelor degree', 33],
			['Graduate degree', 15],
		],
	},
	{
		permalink: 'amznpr',
		name: 'Amazon Prime member',
		values: [
			['Yes', 68],
			['No', 32],
		],
	},
	{
		permalink: 'mobileyes',
		name: 'Plays mobile games',
		values: [
			['Daily', 38],
			['Weekly', 27],
			['Rarely', 19],
			['Never', 16],
		],
	},
	{
		permalink: 'parents',
		name: 'Parent of a child under 18',
		values: [
			['Yes', 41],
			['No', 59],
		],
	},
	{
		permalink: 'pets',
		name: 'Pet owner',
		values: [
			['Dog', 36],
			['Cat', 22],
			['Both', 11],
			['None', 31],
		],
	},
	{
		permalink: 'diet',
		name: 'Diet',
		values: [
			['No restriction', 68],
			['Vegetarian', 11],
			['Vegan', 5],
			['Gluten free', 7],
			['Other', 9],
		],
	},
];

/** Reporting traits that every respondent comes with. */
export const defaultReporting: readonly string[] = ['gender', 'age-range'];

/** Made up but for the permalinks `amznpr` and `mobileyes`, which PickFu's pages show. */
export const targetingTraits: readonly TargetingTrait[] = [
	{ permalink: 'amznpr', name: 'Amazon Prime members', implies: ['amznpr', ['Yes']] },
	{ permalink: 'mobileyes', name: 'Mobile gamers', implies: ['mobileyes', ['Daily', 'Weekly']] },
	{ permalink: 'female', name: 'Women', implies: ['gender', ['Female']] },
	{ permalink: 'male', name: 'Men', implies: ['gender', ['Male']] },
	{ permalink: 'age-18-34', name: 'Age 18 to 34', implies: ['age-range', ['18-24', '25-34']] },
	{ permalink: 'age-35-54', name: 'Age 35 to 54', implies: ['age-range', ['35-44', '45-54']] },
	{ permalink: 'age-55-up', name: 'Age 55 and older', implies: ['age-range', ['55-64', '65+']] },
	{ permalink: 'parents', name: 'Parents of children under 18', implies: ['parents', ['Yes']] },
	{ permalink: 'dog-owners', name: 'Dog owners', implies: ['pets', ['Dog', 'Both']] },
	{ permalink: 'cat-owners', name: 'Cat owners', implies: ['pets', ['Cat', 'Both']] },
	{
		permalink: 'vegetarians',
		name: 'Vegetarians and vegans',
		implies: ['diet', ['Vegetarian', 'Vegan']],
	},
	{ permalink: 'fitness', name: 'Exercises every week' },
	{ permalink: 'coffee', name: 'Daily coffee drinkers' },
	{ permalink: 'homeowners', name: 'Homeowners' },
	{ permalink: 'readers', name: 'Reads a book every month' },
];
