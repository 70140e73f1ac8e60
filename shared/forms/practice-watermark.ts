/** Drawn across every paper made in a practice folder, so that none can pass for a real one. */
export const PRACTICE_WATERMARK = 'TẬP HUẤN';
