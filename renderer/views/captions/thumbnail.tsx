/** An image's picture, or a quiet placeholder where its file is gone. */
import { useState } from 'react';
import { Icon } from '../../components/icons.tsx';
import { imageAddress } from './image-address.ts';

/** `whole`: the file itself, as large as it is. */
type Props = { path: string; id: number; alt?: string; className?: string; whole?: boolean };

export function Thumbnail({ path, id, alt = '', className = 'thumbnail', whole = false }: Props) {
  const [missing, setMissing] = useState<number | null>(null);
  if (missing === id)
    return (
      <span className={className} data-missing="true" role="img" aria-label="The image’s file is gone">
        <Icon name="image" size={24} />
      </span>
    );
  return (
    <img
      className={className}
      src={imageAddress(path, id, !whole)}
      alt={alt}
      decoding="async"
      draggable={false}
      onError={() => setMissing(id)}
      // Small pictures are shown as the pixels that the model sees; photographs are smoothed.
      onLoad={({ currentTarget }) => {
        currentTarget.dataset.small = String(currentTarget.naturalWidth <= 128);
      }}
    />
  );
}
