/** The words across every paper made in a folder: those of practice, so that none can pass for a real one; none on official papers. */
export function watermarkOf(workspace: 'official' | 'practice'): string | null {
  return workspace === 'practice' ? 'TẬP HUẤN' : null;
}
