import type { Charge } from '../state/model.mts';
import type { World } from '../state/world.mts';
import { Problem } from './problem.mts';

/**
 * Takes credits from the balance and notes what for. Throws Problem "Insufficient balance" when there
 * are not enough; nothing is taken then.
 */
export function charge(
	world: World,
	operationId: Charge['operationId'],
	id: string,
	credits: number,
): void {
	const { balance, balanceStatus } = world.settings;
	if (balance !== null) {
		if (balance < credits) throw new Problem(balanceStatus, 'Insufficient balance');
		world.settings.balance = balance - credits;
	}
	world.charges.push({ operationId, id, credits, at: world.clock.now() });
}
