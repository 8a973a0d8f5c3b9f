/** What goes into a report beyond the results. */
export interface ReportSettings {
	/**
	 * Images of options as `data:image/…;base64,…`, under the option's id or its `mediaUrl`. Options
	 * without one get a placeholder: the report never asks the net for anything.
	 */
	images?: ReadonlyMap<string, string>;
	/** Most quotes for each option; default 6 on the page, 2 in the e-mail. 0 leaves them out. */
	quotes?: number;
	/** Heading; the survey's name when left out. */
	title?: string;
}
