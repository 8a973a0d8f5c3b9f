import type { INodePropertyOptions } from 'n8n-workflow';

/**
 * Countries where PickFu has respondents, by a third party's list (contract/pickfu.openapi.yaml); the
 * API has no endpoint for them. An expression may give any other two-letter code.
 */
export const COUNTRIES: INodePropertyOptions[] = [
	{ name: 'Australia', value: 'AU' },
	{ name: 'Brazil', value: 'BR' },
	{ name: 'Canada', value: 'CA' },
	{ name: 'France', value: 'FR' },
	{ name: 'Germany', value: 'DE' },
	{ name: 'Italy', value: 'IT' },
	{ name: 'Japan', value: 'JP' },
	{ name: 'Mexico', value: 'MX' },
	{ name: 'Poland', value: 'PL' },
	{ name: 'South Africa', value: 'ZA' },
	{ name: 'South Korea', value: 'KR' },
	{ name: 'Spain', value: 'ES' },
	{ name: 'United Kingdom', value: 'GB' },
	{ name: 'United States', value: 'US' },
];
