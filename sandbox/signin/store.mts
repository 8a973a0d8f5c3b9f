import type { Adapter, AdapterPayload } from 'oidc-provider';

/** Models whose records hang on a grant and go when the grant is revoked. */
const GRANTED = new Set(['AccessToken', 'AuthorizationCode', 'RefreshToken']);

/** How many writes lie between two sweeps of expired records. */
const SWEEP_EVERY = 500;

interface StoredRecord {
	payload: AdapterPayload;
	/** Milliseconds since 1970; `Infinity` for records that do not expire (clients). */
	expiresAt: number;
}

/** A grant that a person gave to a client: one connected account. */
export interface GrantSummary {
	grantId: string;
	accountId: string;
	clientId: string;
	scope: string;
}

/**
 * Keeps everything that the authorization server knows in memory, one map per model. Used refresh
 * tokens stay until they expire, marked as consumed: that is how their reuse is noticed.
 */
export class MemoryStore {
	#models = new Map<string, Map<string, StoredRecord>>();

	#writes = 0;

	/**
	 * Makes the storage adapter of one model.
	 *
	 * @param model oidc-provider's model name, such as `Session` or `RefreshToken`
	 */
	adapter(model: string): Adapter {
		const records = this.#records(model);
		const find = (id: string) => {
			const record = records.get(id);
			if (!record) return undefined;
			if (record.expiresAt > Date.now()) return record.payload;
			records.delete(id);
			return undefined;
		};
		return {
			upsert: async (id, payload, expiresIn) => {
				this.#sweepNowAndThen();
				const expiresAt = expiresIn === undefined ? Infinity : Date.now() + expiresIn * 1000;
				records.set(id, { payload, expiresAt });
			},
			find: async (id) => find(id),
			findByUid: async (uid) => {
				for (const [id, { payload }] of records) {
					if (payload.uid === uid) return find(id);
				}
				return undefined;
			},
			// Only the device flow asks for user codes, and that is switched off.
			findByUserCode: async () => undefined,
			consume: async (id) => {
				const payload = find(id);
				if (payload) payload.consumed = Math.floor(Date.now() / 1000);
			},
			destroy: async (id) => {
				records.delete(id);
			},
			revokeByGrantId: async (grantId) => {
				for (const [id, { payload }] of records) {
					if (payload.grantId === grantId) records.delete(id);
				}
			},
		};
	}

	/** Number of records of a model. */
	count(model: string): number {
		return this.#records(model).size;
	}

	/**
	 * Removes all records of a model, as if each had expired or been deleted.
	 *
	 * @returns how many there were
	 */
	clear(model: string): number {
		const records = this.#records(model);
		const { size } = records;
		records.clear();
		return size;
	}

	/** Lists the living grants, oldest first. */
	grants(): GrantSummary[] {
		const now = Date.now();
		return [...this.#records('Grant')]
			.filter(([, { expiresAt }]) => expiresAt > now)
			.map(([grantId, { payload }]) => ({
				grantId,
				accountId: payload.accountId ?? '',
				clientId: payload.clientId ?? '',
				scope: grantedScope(payload),
			}));
	}

	/**
	 * Removes grants with all their tokens and codes.
	 *
	 * @param accountId whose grants; everybody's when left out
	 * @returns how many grants were removed
	 */
	revokeGrants(accountId?: string): number {
		const doomed = new Set(
			this.grants()
				.filter((grant) => accountId === undefined || grant.accountId === accountId)
				.map((grant) => grant.grantId),
		);
		for (const model of GRANTED) {
			const records = this.#records(model);
			for (const [id, { payload }] of records) {
				if (payload.grantId && doomed.has(payload.grantId)) records.delete(id);
			}
		}
		for (const grantId of doomed) this.#records('Grant').delete(grantId);
		return doomed.size;
	}

	/** Forgets everything. */
	clearAll(): void {
		for (const records of this.#models.values()) records.clear();
	}

	#records(model: string): Map<string, StoredRecord> {
		let records = this.#models.get(model);
		if (!records) {
			records = new Map();
			this.#models.set(model, records);
		}
		return records;
	}

	#sweepNowAndThen(): void {
		this.#writes += 1;
		if (this.#writes % SWEEP_EVERY !== 0) return;
		const now = Date.now();
		for (const records of this.#models.values()) {
			for (const [id, { expiresAt }] of records) {
				if (expiresAt <= now) records.delete(id);
			}
		}
	}
}

/** oidc-provider keeps a grant's scope under `openid`, which its payload type leaves out. */
function grantedScope(payload: AdapterPayload): string {
	return (payload as { openid?: { scope?: string } }).openid?.scope ?? '';
}
