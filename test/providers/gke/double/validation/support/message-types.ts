import type { Namespace, Type } from '../reflection.ts';
import { googleProtos } from '../google-protos.ts';

/** Every message type of the v1 API, those declared inside others included. */
export function messageTypes(): Type[] {
  const v1 = googleProtos.lookup('google.container.v1');
  return v1 === null ? [] : typesIn(v1);
}

function typesIn(parent: Namespace): Type[] {
  return parent.nestedArray.flatMap((each) => {
    if ('fieldsArray' in each) return [each as Type, ...typesIn(each as Type)];
    return 'nestedArray' in each ? typesIn(each as Namespace) : [];
  });
}
