package io.tripline.engine.index;

import io.tripline.event.Event;
import org.drools.base.base.ObjectType;
import org.drools.core.reteoo.EntryPointNode;
import org.drools.core.reteoo.ObjectTypeNode;
import org.drools.core.reteoo.builder.BuildContext;
import org.drools.core.reteoo.builder.NodeFactory;
import org.drools.core.reteoo.builder.PhreakNodeFactory;
import org.drools.mvel.MVELCoreComponentFactory;

/**
 * Gives the type of events the nodes that know of gates when Drools builds the node for it. Found by {@link java.util.ServiceLoader}; Drools
 * takes the service with the highest priority.
 */
public final class AdmittedNodes extends MVELCoreComponentFactory {

    private static final NodeFactory NODES = new Nodes();

    @Override
    public int servicePriority() {
        return 100;
    }

    @Override
    public NodeFactory getNodeFactoryService() {
        return NODES;
    }

    private static final class Nodes extends PhreakNodeFactory {

        private static final long serialVersionUID = 1L;

        @Override
        public ObjectTypeNode buildObjectTypeNode(
                int id, EntryPointNode entryPoint, ObjectType type, BuildContext context) {
            ObjectTypeNode node = super.buildObjectTypeNode(id, entryPoint, type, context);
            if (Event.class.getName().equals(type.getClassName())) {
                node.setObjectSinkPropagator(new AdmittedSinks());
            }
            return node;
        }
    }
}
