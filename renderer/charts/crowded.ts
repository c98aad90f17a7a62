/** More models than this want a wider chart, or their points would stand on one another. */
const mostInSmallChart = 14;

export const isCrowded = (models: readonly string[]): boolean => models.length > mostInSmallChart;
