package dev.homeport.dns.transfer;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Is told what happened with zones and other servers, as one line of event and facts. */
public interface TransferLog {
    /** Says nothing. */
    TransferLog NONE =
            new TransferLog() {
                @Override
                public void happened(String line) {}

                @Override
                public void failed(String line) {}
            };

    /** Writes to a logger of the platform. */
    static TransferLog to(Logger logger) {
        return new TransferLog() {
            @Override
            public void happened(String line) {
                logger.log(Level.INFO, line);
            }

            @Override
            public void failed(String line) {
                logger.log(Level.WARNING, line);
            }
        };
    }

    /** As it should be. */
    void happened(String line);

    /** Somebody should look at it. */
    void failed(String line);
}
