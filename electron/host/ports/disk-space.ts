/** How much room the disk under a folder has, in bytes. */
export interface DiskSpace {
  free(folder: string): Promise<number>;
}
