/**
 * How often something is to go wrong: `true` until it is switched back, a number for that many
 * requests, `false` never.
 */
export type Often = boolean | number;

/** What tests can change about the sign-in while it runs. */
export interface Switches {
	/** `false`: the registration endpoint answers `dynamic_client_registration_disabled`. */
	registration: boolean;
	/** `false`: discovery names no registration endpoint, as AuthKit does with registration off. */
	registrationListed: boolean;
	/** `true`: there is a revocation endpoint, which AuthKit does not have. */
	revocation: boolean;
	/** `false`: both discovery addresses answer 404. */
	discovery: boolean;
	/** The first discovery address, `oauth-authorization-server`, answers 503. */
	failOAuthDiscovery: Often;
	/** `false`: `offline_access` is neither advertised nor granted, so no refresh token is given. */
	offlineAccess: boolean;
	/** Life of access tokens issued from now on, in whole seconds. */
	accessTokenTtl: number;
	/** Whole seconds after which a connection that is not refreshed has ended. */
	idleTtl: number;
	/** The token endpoint answers {@link Switches.tokenFailureStatus} and does nothing. */
	failTokenRequests: Often;
	/** Status of a token endpoint that fails, 400 to 599. */
	tokenFailureStatus: number;
	/** Refreshes are refused with `invalid_grant`; the refresh token stays unused. */
	refuseRefreshes: Often;
	/** Token requests are carried out, then the connection is cut before the answer. */
	loseTokenAnswers: Often;
}

/** A value that a switch does not take; its message says which and what it does take. */
export class SwitchError extends Error {}

const isBoolean = (value: unknown) => typeof value === 'boolean';
const isOften = (value: unknown) =>
	isBoolean(value) || (Number.isSafeInteger(value) && (value as number) >= 0);
const isWholeBetween = (low: number, high: number) => (value: unknown) =>
	Number.isSafeInteger(value) && (value as number) >= low && (value as number) <= high;

interface Rule {
	/** The values that are valid, in words. */
	expected: string;
	isValid(value: unknown): boolean;
}

const BOOLEAN: Rule = { expected: 'true or false', isValid: isBoolean };
const OFTEN: Rule = { expected: 'true, false or a number of requests', isValid: isOften };
const SECONDS: Rule = { expected: 'whole seconds from 1', isValid: isWholeBetween(1, 31_536_000) };

/** OpenID Connect leaves it open; AuthKit's default is not published. */
const NORMAL_IDLE_SECONDS = 30 * 24 * 60 * 60;

const RULES = new Map<string, Rule>([
	['registration', BOOLEAN],
	['registrationListed', BOOLEAN],
	['revocation', BOOLEAN],
	['discovery', BOOLEAN],
	['failOAuthDiscovery', OFTEN],
	['offlineAccess', BOOLEAN],
	['accessTokenTtl', SECONDS],
	['idleTtl', SECONDS],
	['failTokenRequests', OFTEN],
	[
		'tokenFailureStatus',
		{ expected: 'a status from 400 to 599', isValid: isWholeBetween(400, 599) },
	],
	['refuseRefreshes', OFTEN],
	['loseTokenAnswers', OFTEN],
]);

type OftenName =
	'failOAuthDiscovery' | 'failTokenRequests' | 'refuseRefreshes' | 'loseTokenAnswers';

/** The switches with their checks and their way back to normal. */
export class SwitchBoard {
	readonly current: Switches;

	readonly #normal: Switches;

	/**
	 * @param accessTokenTtl normal life of an access token, whole seconds
	 * @throws SwitchError when that is not a whole number from 1
	 */
	constructor(accessTokenTtl: number) {
		this.#normal = {
			registration: true,
			registrationListed: true,
			revocation: false,
			discovery: true,
			failOAuthDiscovery: false,
			offlineAccess: true,
			accessTokenTtl,
			idleTtl: NORMAL_IDLE_SECONDS,
			failTokenRequests: false,
			tokenFailureStatus: 503,
			refuseRefreshes: false,
			loseTokenAnswers: false,
		};
		this.current = { ...this.#normal };
		this.set({ accessTokenTtl });
	}

	/**
	 * Changes some switches, all or none of them.
	 *
	 * @param changes names and values, as they came in a request's body
	 * @throws SwitchError for an unknown name or a value that the switch does not take
	 */
	set(changes: unknown): void {
		if (typeof changes !== 'object' || changes === null || Array.isArray(changes)) {
			throw new SwitchError('Send a JSON object with the switches to change.');
		}
		for (const [name, value] of Object.entries(changes)) {
			const rule = RULES.get(name);
			if (!rule) {
				throw new SwitchError(
					`There is no switch "${name}". There are: ${[...RULES.keys()].join(', ')}.`,
				);
			}
			if (!rule.isValid(value)) {
				throw new SwitchError(`"${name}" takes ${rule.expected}, not ${JSON.stringify(value)}.`);
			}
		}
		Object.assign(this.current, changes);
	}

	/** Puts every switch back to what it was at the start. */
	reset(): void {
		Object.assign(this.current, this.#normal);
	}

	/**
	 * Asks whether the next request is to go wrong, and counts it down when it is.
	 *
	 * @param name one of the switches that say how often
	 */
	take(name: OftenName): boolean {
		const often = this.current[name];
		if (typeof often === 'boolean') return often;
		if (often === 0) return false;
		this.current[name] = often - 1;
		return true;
	}
}
