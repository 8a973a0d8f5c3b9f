import type { IPollFunctions } from 'n8n-workflow';
import { isObject, objectsField } from '../api/read';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How far polls lie apart by the modes of n8n's "Poll Times"; an expression of one's own may mean anything. */
const APART: Record<string, number> = {
	everyMinute: MINUTE,
	everyHour: 60 * MINUTE,
	everyDay: DAY,
	everyWeek: 7 * DAY,
	everyMonth: 31 * DAY,
	custom: DAY,
};

/** How far polls lie apart by the field that n8n puts in front of a polling trigger's own. Milliseconds. */
export function pollInterval(context: IPollFunctions): number {
	const times: unknown = context.getNodeParameter('pollTimes', {});
	const intervals = (isObject(times) ? objectsField(times, 'item') : []).map(
		({ mode, value, unit }) => {
			if (mode === 'everyX') return (Number(value) || 1) * (unit === 'hours' ? 60 : 1) * MINUTE;
			return APART[String(mode)] ?? MINUTE;
		},
	);
	return intervals.length > 0 ? Math.min(...intervals) : MINUTE;
}
