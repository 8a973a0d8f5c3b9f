/**
 * What a team member may do, in PickFu's words
 * (https://www.pickfu.com/help/en/articles/13274558-how-do-i-invite-my-team).
 */
export type Role = 'owner' | 'administrator' | 'creator' | 'viewer';

/** A member of a team. A person in several teams has one account in each, under the same e-mail. */
export interface SandboxAccount {
	id: string;
	email: string;
	name: string;
	role: Role;
	/** Name of the team; surveys, tags and projects belong to the team. */
	team: string;
}

const northwind = 'Northwind Kitchen';
const harbour = 'Harbour Games';

/** The people of the sandbox: one team with every role, another team, and Sol, who is in both. */
export const demoAccounts: SandboxAccount[] = [
	{
		id: 'member-ada',
		email: 'ada@northwind.example',
		name: 'Ada Lindqvist',
		role: 'owner',
		team: northwind,
	},
	{
		id: 'member-milo',
		email: 'milo@northwind.example',
		name: 'Milo Ferreira',
		role: 'administrator',
		team: northwind,
	},
	{
		id: 'member-priya',
		email: 'priya@northwind.example',
		name: 'Priya Raman',
		role: 'creator',
		team: northwind,
	},
	{
		id: 'member-noah',
		email: 'noah@northwind.example',
		name: 'Noah Weiss',
		role: 'viewer',
		team: northwind,
	},
	{
		id: 'member-june',
		email: 'june@harbour.example',
		name: 'June Okafor',
		role: 'owner',
		team: harbour,
	},
	{
		id: 'member-sol',
		email: 'sol@agency.example',
		name: 'Sol Moreau',
		role: 'creator',
		team: northwind,
	},
	{
		id: 'member-sol-harbour',
		email: 'sol@agency.example',
		name: 'Sol Moreau',
		role: 'creator',
		team: harbour,
	},
];

/** The API keys that the sandbox accepts without being told: key to account id. */
export const demoApiKeys: Readonly<Record<string, string>> = {
	'sandbox-key': 'member-priya',
	'sandbox-key-viewer': 'member-noah',
};
