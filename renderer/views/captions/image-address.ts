/** The window's address of an image's file (main/app/image-protocol.ts answers it). */
export const imageAddress = (path: string, id: number, small: boolean): string =>
  `squared-image://image/${id}?${new URLSearchParams({ path, ...(small ? { small: '' } : {}) })}`;
