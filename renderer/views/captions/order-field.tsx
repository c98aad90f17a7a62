/** The gallery's order: as the images came, or by a metric from its best or its worst end. */
import type { GalleryOrder, WriterChoice } from '../../../shared/gallery.ts';
import { Icon } from '../../components/icons.tsx';
import { metricNamed, metricTitle, orderInWords } from './metric-text.ts';

type Props = {
  order: GalleryOrder | undefined;
  metrics: NonNullable<WriterChoice['measured']>['metrics'];
  onOrder: (order: GalleryOrder | undefined) => void;
};

export function OrderField({ order, metrics, onOrder }: Props) {
  const names = metrics.map(({ metric }) => metric);
  const listed = order && !names.includes(order.metric) ? [...names, order.metric] : names;
  return (
    <span className="order-field">
      <select
        className="field"
        aria-label="Order"
        value={order?.metric ?? ''}
        onChange={({ currentTarget: { value } }) =>
          // One looks for what went wrong first.
          onOrder(
            value === '' ? undefined : { metric: value, descending: metricNamed(value)?.better !== 'more' },
          )
        }
      >
        <option value="">In image order</option>
        {listed.map((metric) => (
          <option key={metric} value={metric}>
            By {metricTitle(metric)}
          </option>
        ))}
      </select>
      {order && (
        <button
          type="button"
          className="button order-end"
          aria-label={`${orderInWords(order.metric, order.descending)}; turn the order around`}
          onClick={() => onOrder({ ...order, descending: !order.descending })}
        >
          <span className={order.descending ? 'turned-down' : 'turned-up'}>
            <Icon name="down" />
          </span>
          {orderInWords(order.metric, order.descending)}
        </button>
      )}
    </span>
  );
}
